internal import ConcordMigrations
import GRDB

/// Brings a database file to the schema of this version.
enum SchemaMigrator {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in Migrations.sqlite {
            migrator.registerMigration(migration.identifier) { try $0.execute(sql: migration.sql) }
        }
        return migrator
    }

    /// Runs the steps that the database has not seen.
    ///
    /// - Throws: ``ConcordError`` `newerDatabase` when it has seen steps that this version does not know, and
    ///   `unusableDatabase` when it is another program's.
    static func migrate(_ pool: DatabasePool) throws {
        try pool.read(refuseForeignDatabase)
        // Two processes may open a new database at once. Each step is one transaction, so the loser of a race finds the
        // step done when it looks again.
        for attempt in 0...Migrations.sqlite.count {
            do {
                try migrator.migrate(pool)
                return
            } catch  where attempt < Migrations.sqlite.count {
                continue
            }
        }
    }

    /// The steps that the database has seen, and those that it still needs.
    ///
    /// One plain connection and no pool: a pool turns WAL on, and so would change another program's file.
    ///
    /// - Throws: as ``migrate(_:)``.
    static func status(
        ofDatabaseAt path: String,
        _ configuration: Configuration
    ) throws -> (done: [String], pending: [String]) {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let done = try queue.read { database in
            try refuseForeignDatabase(database)
            return try migrator.appliedIdentifiers(database)
        }
        try queue.close()
        let all = Migrations.sqlite.map(\.identifier)
        return (all.filter(done.contains), all.filter { !done.contains($0) })
    }

    private static func refuseForeignDatabase(_ database: Database) throws {
        // First of all: this read begins the snapshot. Without one, GRDB asks for the steps and then for their table, and
        // another process that makes it in between is an error.
        let tables = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        if try migrator.hasBeenSuperseded(database) {
            throw ConcordError(
                .newerDatabase,
                "A newer version of Concord wrote this database",
                remedy: "Install that version or a newer one; nothing was changed"
            )
        }
        if !tables.isEmpty, !tables.contains("grdb_migrations") || !(tables.contains("store") || tables.count == 1) {
            throw ConcordError(
                .unusableDatabase,
                "The file is another program's database",
                remedy: "Check the path; nothing was changed"
            )
        }
    }
}
