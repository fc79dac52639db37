import Foundation
import GRDB

/// Opening a database: what is refused, what each connection has, what a new file gets.
extension Store {
    /// What every connection has from the start: overwritten remains (so that an erased value is gone from the file),
    /// foreign keys, patience with other processes.
    static func connectionOptions(_ configuration: StoreConfiguration) -> Configuration {
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

    static func plainOptions(_ configuration: StoreConfiguration) -> Configuration {
        var options = Configuration()
        options.busyMode = .timeout(configuration.busyTimeout / .seconds(1))
        return options
    }

    /// Refuses what is not to be opened before the pool opens it: a pool turns WAL on, and so changes the file.
    static func check(_ path: String, _ configuration: StoreConfiguration) throws {
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

    /// After how many pages in the WAL a commit copies them into the database: 32 MB. A checkpoint flushes too, more than
    /// once, and with SQLite's 1,000 pages every twelfth commit of 64 writers was one.
    private static let checkpointedPages = 8_000

    static func openPool(
        _ path: String,
        _ options: Configuration,
        _ configuration: StoreConfiguration
    ) throws -> DatabasePool {
        let pool = try patiently(configuration) { try DatabasePool(path: path, configuration: options) }
        // Only now: while it turns WAL on, which is after `prepareDatabase`, GRDB's pool sets NORMAL.
        try pool.writeWithoutTransaction {
            try $0.execute(
                sql: """
                    PRAGMA synchronous = \(configuration.durability.rawValue);
                    PRAGMA wal_autocheckpoint = \(checkpointedPages);
                    """
            )
        }
        return pool
    }

    static func read(
        _ pool: DatabasePool,
        _ configuration: StoreConfiguration
    ) throws -> (WriteContext, Catalogue) {
        try pool.read { database in
            let secret = try CatalogueTable.secret(in: database)
            return (
                WriteContext(secret: secret, configuration: configuration),
                try CatalogueTable.load(from: database, configuration.vendors)
            )
        }
    }

    static func load(
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
            let catalogue = try CatalogueTable.load(from: database, configuration.vendors)
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
                remembered: catalogue,
                // A step that fails takes the whole transaction with it.
                hasSavepoints: false
            )
            for space in catalogue.names.sorted(by: { $0.key < $1.key }).map(\.value) {
                try transaction.registerDeclared(in: space)
            }
            return (context, transaction.catalogue)
        }
    }
}
