import CSQLiteSettings
import Foundation
import GRDB
import Synchronization

/// The SQLite database behind an engine: one writer, a few readers, a queue of writes.
final class Store: Sendable {
    let configuration: StoreConfiguration
    let queue: WriteQueue
    let pool: DatabasePool
    let readers: ReadConnections
    let residents = ResidentMatchers()
    let scrubber: Scrubber
    private let path: String
    private let context: WriteContext
    /// What builds shapes for listings that have been answered without them.
    let shapeTasks = Mutex<[ListingShape: Task<Void, Never>]>([:])

    var secret: SipHash.Key { context.secret }

    /// Opens the database at `path`, makes it if it may, and brings it to this version's schema.
    ///
    /// - Throws: ``ConcordError``.
    init(path: String, configuration: StoreConfiguration) throws {
        _ = Store.isTuned
        try StoreFile.prepare(path, creates: configuration.createsDatabase && !configuration.isReadOnly)
        self.path = path
        self.configuration = configuration
        let options = Store.connectionOptions(configuration)
        try StoreErrors.translating { try Store.check(path, configuration) }
        pool = try StoreErrors.translating { try Store.openPool(path, options, configuration) }
        let (context, catalogue) = try StoreErrors.translating { [pool] in
            try configuration.isReadOnly ? Store.read(pool, configuration) : Store.load(pool, configuration)
        }
        self.context = context
        scrubber = Scrubber(pool: pool)
        queue = WriteQueue(pool: pool, context: context, catalogue: catalogue)
        readers = try StoreErrors.translating {
            try ReadConnections(path: path, count: configuration.readers, configuration: options)
        }
    }

    /// Done once, before the process's first connection; a process that has opened SQLite already stays as it is.
    private static let isTuned = sqlite_settings_disable_memory_statistics() == 0

    /// Closes every connection; the last one of all processes checkpoints.
    func close() throws {
        shapeTasks.withLock { tasks in tasks.values.forEach { $0.cancel() } }
        scrubber.close()
        try StoreErrors.translating {
            try readers.close()
            queue.close()
            try pool.close()
            // The pool closes its writer first, and a reader that is the last connection can neither checkpoint nor
            // take the WAL away: whoever then copies the database's file alone would copy an empty one.
            guard FileManager.default.fileExists(atPath: path) else { return }
            try DatabaseQueue(path: path, configuration: Store.plainOptions(configuration)).close()
        }
    }

    /// The steps that a database has seen, and those that it still needs; see ``SchemaMigrator``.
    static func schemaSteps(ofDatabaseAt path: String) throws -> (done: [String], pending: [String]) {
        try SchemaMigrator.status(ofDatabaseAt: path, plainOptions(StoreConfiguration()))
    }

    /// Reads with one statement, which sees everything that was committed before the call.
    func readOnce<Result>(_ body: (AccountLookup) throws -> Result) throws -> Result {
        try readers.read { try body($0.lookup(queue)) }
    }

    /// Reads with several statements of one snapshot, off the caller's thread, on that snapshot's own catalogue.
    func read<Result: Sendable>(_ body: @Sendable (AccountLookup) throws -> Result) async throws -> Result {
        do {
            return try await pool.read { try body(AccountLookup(snapshot: $0, queue)) }
        } catch {
            throw StoreErrors.translated(error)
        }
    }
}

extension AccountLookup {
    /// A lookup in the transaction that the database is in, on its own catalogue.
    convenience init(snapshot database: Database, _ queue: WriteQueue) throws {
        let remembered = queue.catalogue
        let connection = Connection(database)
        let isCurrent = try CatalogueTable.version(on: connection) == remembered.version
        let catalogue = isCurrent ? remembered : try CatalogueTable.load(from: database, queue.vendors)
        queue.remember(catalogue)
        self.init(connection: connection, catalogue: catalogue)
    }
}
