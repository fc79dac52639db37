import Dispatch
import GRDB
import Synchronization

/// A few read-only connections for reads of a single statement.
///
/// A statement is its own snapshot, so it needs no transaction around it, and a pool's read, which makes one, costs
/// several times as much. A read runs on the caller's thread: for microseconds, and SQLite's readers wait for nobody.
/// Whoever takes a connection out has it to itself, so a read needs no queue either.
final class ReadConnections: Sendable {
    /// A connection, and the lookup that was made on it last.
    ///
    /// `@unchecked Sendable` because whoever has taken it out has it to itself.
    final class Reader: @unchecked Sendable {
        fileprivate let queue: DatabaseQueue
        fileprivate let statements = StatementCache()
        let connection: Connection
        private var lookup: AccountLookup?

        fileprivate init(_ queue: DatabaseQueue) {
            self.queue = queue
            connection = Connection(holding: queue, statements)
        }

        /// A lookup on the newest catalogue that the process knows. Made when that is another one: to copy what a catalogue
        /// refers to costs a tenth of a match.
        func lookup(_ writes: WriteQueue) -> AccountLookup {
            if let lookup, lookup.catalogue.version == writes.catalogueVersion { return lookup }
            let lookup = AccountLookup(connection: connection, catalogue: writes.catalogue)
            self.lookup = lookup
            return lookup
        }
    }

    /// How many there are at most.
    private static let limit = UInt64.bitWidth

    private let readers: [Reader]
    /// A bit for each reader that nobody has.
    private let free: Atomic<UInt64>
    private let places: DispatchSemaphore

    init(path: String, count: Int, configuration: Configuration) throws {
        precondition(count > 0, "A store needs at least one connection to read with")
        var readonly = configuration
        readonly.readonly = true
        let count = min(count, ReadConnections.limit)
        readers = try (0..<count).map { _ in Reader(try DatabaseQueue(path: path, configuration: readonly)) }
        free = Atomic(UInt64.max >> UInt64(ReadConnections.limit - count))
        places = DispatchSemaphore(value: count)
    }

    /// How many reads can go on at the same time.
    var count: Int { readers.count }

    /// Gives `body` a reader; when all are in use, waits for one of them.
    func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        places.wait()
        let place = takePlace()
        defer {
            free.bitwiseOr(1 << UInt64(place), ordering: .releasing)
            places.signal()
        }
        return try StoreErrors.translating { try body(readers[place]) }
    }

    /// The first free reader: the one that was used last, mostly. Whoever has waited for a place finds one.
    private func takePlace() -> Int {
        var bits = free.load(ordering: .relaxed)
        while true {
            let (exchanged, original) = free.weakCompareExchange(
                expected: bits,
                desired: bits & (bits &- 1),
                successOrdering: .acquiring,
                failureOrdering: .relaxed
            )
            if exchanged, bits != 0 { return bits.trailingZeroBitCount }
            bits = original
        }
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
