import ConcordMigrations
import Foundation
import GRDB
import Testing

@testable import Concord

/// Migrations are append-only, speak only the database's language, and are tested step by step.
@Suite struct MigrationTests {
    private static let folder = "Migrations/SQLite"

    private static func schema(of writer: some DatabaseWriter) throws -> String {
        let stream = TextStream()
        try writer.dumpSchema(to: stream)
        return stream.text
    }

    private final class TextStream: TextOutputStream {
        var text = ""
        func write(_ string: String) { text += string }
    }

    @Test func everyFileIsInTheListInOrderAndAsItIsOnDisk() throws {
        let files = try PackageFolder.files(below: Self.folder, ending: ".sql")
        #expect(Migrations.sqlite.map { "\(Self.folder)/\($0.identifier).sql" } == files)
        for (number, migration) in Migrations.sqlite.enumerated() {
            let digits = String(number + 1)
            let prefix = "m" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            #expect(migration.identifier.hasPrefix(prefix))
            #expect(migration.sql == (try PackageFolder.text(of: "\(Self.folder)/\(migration.identifier).sql")))
        }
    }

    @Test func stepByStepGivesTheSchemaOfAllAtOnce() throws {
        let (atOnce, stepwise) = (try DatabaseQueue(), try DatabaseQueue())
        try SchemaMigrator.migrator.migrate(atOnce)
        for migration in Migrations.sqlite {
            try SchemaMigrator.migrator.migrate(stepwise, upTo: migration.identifier)
        }
        #expect(try Self.schema(of: stepwise) == Self.schema(of: atOnce))
    }

    /// A reviewer reads the difference of one file.
    @Test func theSchemaIsTheSnapshots() throws {
        let database = try DatabaseQueue()
        try SchemaMigrator.migrator.migrate(database)
        #expect(try Self.schema(of: database) == PackageFolder.text(of: "Tests/PackageTests/Snapshots/schema.sql"))
    }

    @Test func twiceIsOnce() throws {
        let database = try DatabaseQueue()
        try SchemaMigrator.migrator.migrate(database)
        let before = try Self.schema(of: database)
        try SchemaMigrator.migrator.migrate(database)
        #expect(try Self.schema(of: database) == before)
    }

    @Test func aStepThatFailsLeavesNothingBehind() throws {
        let database = try DatabaseQueue()
        var migrator = SchemaMigrator.migrator
        migrator.registerMigration("m9999_fail") { try $0.execute(sql: "CREATE TABLE left_over (a); SELECT nonsense;") }
        #expect(throws: DatabaseError.self) { try migrator.migrate(database) }
        let reference = try DatabaseQueue()
        try SchemaMigrator.migrator.migrate(reference)
        #expect(try Self.schema(of: database) == Self.schema(of: reference))
        #expect(try database.read { try migrator.appliedIdentifiers($0) } == Set(Migrations.sqlite.map(\.identifier)))
    }

    @Test func everyTableIsStrict() throws {
        let database = try DatabaseQueue()
        try SchemaMigrator.migrator.migrate(database)
        let loose = try database.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND strict = 0
                    AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                    """
            )
        }
        #expect(loose.isEmpty)
    }

    /// A step that has shipped never changes: databases out there have run it.
    @Test func noShippedStepHasChanged() throws {
        let shipped = try PackageFolder.text(of: "Tests/PackageTests/Snapshots/migrations.digests")
        let now = Migrations.sqlite.map { "\(Self.digest(of: $0.sql))  \($0.identifier)" }
        #expect(shipped.split(separator: "\n").map(String.init) == now)
    }

    /// SipHash under a key of zeros: no defence against anybody, but against an edit that nobody meant.
    private static func digest(of text: String) -> String {
        var hash = SipHash(key: SipHash.Key(low: 0, high: 0))
        Array(text.utf8).withUnsafeBytes { hash.append($0) }
        let (low, high) = hash.finalize()
        return [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
