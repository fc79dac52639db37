import Dispatch
import GRDB
import Synchronization

/// A few read-only connections for reads of a single statement.
///
/// A statement is its own snapshot, so it needs no transaction around it, and a pool's read, which makes one, costs
/// several times as much. A read runs on the caller's thread: for microseconds, and SQLite's readers wait for nobody.
/// Whoever takes a connection out has it to itself, so a read needs no queue either.
final class ReadConnections: Sendable {
    private struct Reader: Sendable {
        let queue: DatabaseQueue
        let statements = StatementCache()
    }

    private let readers: [Reader]
    private let free: Mutex<[Int]>
    private let places: DispatchSemaphore

    init(path: String, count: Int, configuration: Configuration) throws {
        precondition(count > 0, "A store needs at least one connection to read with")
        var readonly = configuration
        readonly.readonly = true
        readers = try (0..<count).map { _ in Reader(queue: try DatabaseQueue(path: path, configuration: readonly)) }
        free = Mutex(Array(0..<count))
        places = DispatchSemaphore(value: count)
    }

    /// How many reads can go on at the same time.
    var count: Int { readers.count }

    /// Gives `body` a connection; when all are in use, waits for one of them.
    func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        places.wait()
        let index = free.withLock { $0.removeLast() }
        defer {
            free.withLock { $0.append(index) }
            places.signal()
        }
        let reader = readers[index]
        return try StoreErrors.translating { try body(Connection(holding: reader.queue, reader.statements)) }
    }

    func close() throws {
        for _ in readers { places.wait() }
        defer { for _ in readers { places.signal() } }
        for reader in readers {
            reader.statements.removeAll()
            try reader.queue.close()
        }
    }
}
