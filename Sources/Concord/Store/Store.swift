import CSQLiteSettings
import Foundation
import GRDB

/// The SQLite database behind an engine: one writer, a few readers, a queue of writes.
final class Store: Sendable {
    let configuration: StoreConfiguration
    let queue: WriteQueue
    let pool: DatabasePool
    private let readers: ReadConnections
    private let path: String
    private let context: WriteContext

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
        queue = WriteQueue(pool: pool, context: context, catalogue: catalogue)
        readers = try StoreErrors.translating {
            try ReadConnections(path: path, count: configuration.readers, configuration: options)
        }
    }

    /// Done once, before the process's first connection; a process that has opened SQLite already stays as it is.
    private static let isTuned = sqlite_settings_disable_memory_statistics() == 0

    /// Closes every connection; the last one of all processes checkpoints.
    func close() throws {
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
        let catalogue = queue.catalogue
        return try readers.read { try body(AccountLookup(connection: $0, catalogue: catalogue)) }
    }

    /// Reads with several statements of one snapshot, off the caller's thread, on that snapshot's own catalogue.
    func read<Result: Sendable>(_ body: @Sendable (AccountLookup) throws -> Result) async throws -> Result {
        let remembered = queue.catalogue
        do {
            return try await pool.read { database in
                let connection = Connection(database)
                let isCurrent = try CatalogueTable.version(on: connection) == remembered.version
                let catalogue = isCurrent ? remembered : try CatalogueTable.load(from: database)
                queue.remember(catalogue)
                return try body(AccountLookup(connection: connection, catalogue: catalogue))
            }
        } catch {
            throw StoreErrors.translated(error)
        }
    }

    // MARK: - Opening

    /// What every connection has from the start: overwritten remains (so that an erased value is gone from the file),
    /// foreign keys, patience with other processes.
    private static func connectionOptions(_ configuration: StoreConfiguration) -> Configuration {
        var options = plainOptions(configuration)
        options.readonly = configuration.isReadOnly
        options.foreignKeysEnabled = true
        options.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -\(configuration.cacheBytes / 1024);
                    """
            )
        }
        return options
    }

    private static func plainOptions(_ configuration: StoreConfiguration) -> Configuration {
        var options = Configuration()
        options.busyMode = .timeout(configuration.busyTimeout / .seconds(1))
        return options
    }

    /// Refuses what is not to be opened before the pool opens it: a pool turns WAL on, and so changes the file.
    private static func check(_ path: String, _ configuration: StoreConfiguration) throws {
        let (_, pending) = try SchemaMigrator.status(ofDatabaseAt: path, plainOptions(configuration))
        guard !configuration.isReadOnly || pending.isEmpty else {
            throw ConcordError(
                .unusableDatabase,
                "The database has an older version's schema",
                remedy: "Migrate it first; nothing was changed"
            )
        }
    }

    /// Tries again while the database is locked: turning WAL on is the one statement that does not wait for others by
    /// itself, since two that wait would wait for each other.
    private static func patiently<Result>(
        _ configuration: StoreConfiguration,
        _ body: () throws -> Result
    ) throws -> Result {
        let deadline = ContinuousClock.now + configuration.busyTimeout
        while true {
            do {
                return try body()
            } catch DatabaseError.SQLITE_BUSY where ContinuousClock.now < deadline {
                usleep(1_000)
            }
        }
    }

    private static func openPool(
        _ path: String,
        _ options: Configuration,
        _ configuration: StoreConfiguration
    ) throws -> DatabasePool {
        let pool = try patiently(configuration) { try DatabasePool(path: path, configuration: options) }
        // Only now: while it turns WAL on, which is after `prepareDatabase`, GRDB's pool sets NORMAL.
        try pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = \(configuration.durability.rawValue)")
        }
        return pool
    }

    private static func read(
        _ pool: DatabasePool,
        _ configuration: StoreConfiguration
    ) throws -> (WriteContext, Catalogue) {
        try pool.read { database in
            let secret = try CatalogueTable.secret(in: database)
            return (
                WriteContext(secret: secret, configuration: configuration),
                try CatalogueTable.load(from: database)
            )
        }
    }

    private static func load(
        _ pool: DatabasePool,
        _ configuration: StoreConfiguration
    ) throws -> (WriteContext, Catalogue) {
        try SchemaMigrator.migrate(pool)
        return try pool.write { database in
            try CatalogueTable.initialize(
                database,
                policy: configuration.policy ?? ResolutionPolicy(),
                secret: SipHash.Key(low: configuration.randomNumbers(), high: configuration.randomNumbers()),
                at: configuration.clock()
            )
            let catalogue = try CatalogueTable.load(from: database)
            if let policy = configuration.policy, policy != catalogue.policy {
                throw ConcordError(
                    .policy,
                    "The policy differs from the one that the database was created with",
                    remedy: "Leave the policy out to use the database's own"
                )
            }
            let context = WriteContext(
                secret: try CatalogueTable.secret(in: database),
                configuration: configuration
            )
            var transaction = try WriteTransaction(
                database,
                Connection(database),
                context,
                remembered: catalogue
            )
            for space in catalogue.names.sorted(by: { $0.key < $1.key }).map(\.value) {
                try transaction.registerDeclared(in: space)
            }
            return (context, transaction.catalogue)
        }
    }
}
