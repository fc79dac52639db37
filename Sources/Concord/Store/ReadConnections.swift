import GRDB
import Synchronization

/// A few read-only connections for reads of a single statement.
///
/// A statement is its own snapshot, so it needs no transaction around it, and a pool's read, which makes one, costs two
/// to three times as much. A read runs on the caller's thread: for microseconds, and SQLite's readers wait for nobody.
final class ReadConnections: Sendable {
    private let connections: [DatabaseQueue]
    private let free: Mutex<[Int]>

    init(path: String, count: Int, configuration: Configuration) throws {
        precondition(count > 0, "A store needs at least one connection to read with")
        var readonly = configuration
        readonly.readonly = true
        connections = try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: readonly) }
        free = Mutex(Array(0..<count))
    }

    /// Gives `body` a connection; when all are in use, waits for one of them.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let taken = free.withLock { $0.popLast() }
        defer {
            if let taken { free.withLock { $0.append(taken) } }
        }
        return try StoreErrors.translating { try connections[taken ?? 0].unsafeRead(body) }
    }

    func close() throws {
        for connection in connections { try connection.close() }
    }
}
