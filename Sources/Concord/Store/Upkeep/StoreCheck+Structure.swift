import GRDB

/// Checks that hold for any database: SQLite's own, and that the tables are the migrations'.
extension StoreCheck {
    /// A connection that only reads does not know the tables' CHECK constraints: each table's own check looks at what they
    /// hold.
    static let structure = StoreCheck(
        name: "structure",
        compares: "pages, rows and indexes, by SQLite's own integrity check",
        unit: "pages"
    ) { snapshot, findings in
        findings.examine(try snapshot.count("PRAGMA page_count"))
        let messages = try String.fetchCursor(
            snapshot.database,
            sql: "PRAGMA integrity_check(\(maximumStructureFindings))"
        )
        while let message = try messages.next() {
            if message != "ok" { findings.add(CheckFinding(.invalid, message)) }
        }
    }

    /// SQLite keeps its messages in memory, so it is told when to stop.
    private static let maximumStructureFindings = 1_000

    static let foreignKeys = StoreCheck(
        name: "foreign keys",
        compares: "every reference to a row of another table with that table",
        unit: "tables"
    ) { snapshot, findings in
        findings.examine(try snapshot.count("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"))
        let rows = try Row.fetchCursor(snapshot.database, sql: "PRAGMA foreign_key_check")
        while let row = try rows.next() {
            let parent: String = row["parent"]
            let message = "The row refers to a row of \(parent) that is not there"
            findings.add(CheckFinding(.missing, message, table: row["table"], row: row["rowid"]))
        }
    }

    static let schema = StoreCheck(
        name: "schema",
        compares: "tables, indexes and their constraints with this version's migrations",
        unit: "objects"
    ) { snapshot, findings in
        let migrated = try DatabaseQueue()
        try SchemaMigrator.migrator.migrate(migrated)
        let expected = try migrated.read(objects)
        let found = try objects(of: snapshot.database)
        findings.examine(found.count)
        for object in expected.subtracting(found).sorted() {
            findings.add(CheckFinding(.missing, "A \(object.type) is missing or was changed", table: object.name))
        }
        for object in found.subtracting(expected).sorted() {
            findings.add(CheckFinding(.superfluous, "A \(object.type) is none of the migrations'", table: object.name))
        }
    }

    private struct SchemaObject: Hashable, Comparable {
        let type: String
        let name: String
        let sql: String

        static func < (left: SchemaObject, right: SchemaObject) -> Bool {
            (left.type, left.name, left.sql) < (right.type, right.name, right.sql)
        }
    }

    /// What SQLite itself adds (`sqlite_stat1` after an ANALYZE, the indexes behind constraints) is left out.
    private static func objects(of database: Database) throws -> Set<SchemaObject> {
        let sql = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        let rows = try Row.fetchAll(database, sql: sql)
        return Set(rows.map { SchemaObject(type: $0["type"], name: $0["name"], sql: $0["sql"]) })
    }
}
