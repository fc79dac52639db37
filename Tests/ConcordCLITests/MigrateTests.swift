import ConcordMigrations
import ConcordTesting
import Foundation
import Testing

/// `concord migrate`.
@Suite struct MigrateTests {
    private let store: TemporaryStore
    private let steps = Migrations.sqlite.map(\.identifier)

    init() throws { store = try TemporaryStore() }

    private func migrate() throws -> Finished {
        try Command.run(["migrate", "--database", "people.db"], in: store)
    }

    @Test func doesTheStepsThatAreMissingAndPrintsThem() throws {
        let first = Migrations.sqlite[0]
        try PlainDatabase.make(
            """
            \(first.sql);
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('\(first.identifier)');
            """,
            at: store.path
        )
        let result = try migrate()
        #expect(result.status == 0)
        #expect(result.lines == steps.dropFirst().map { "Done: \($0)" })
        #expect(result.errors.isEmpty)
    }

    @Test func doesEveryStepOnAnEmptyFileAndNothingTheSecondTime() throws {
        _ = try store.file("people.db", "")
        #expect(try migrate().lines == steps.map { "Done: \($0)" })
        let again = try migrate()
        #expect(again.status == 0)
        #expect(again.output == "The schema is current: \(steps.last!).\n")
    }

    @Test func findsTheDatabaseThatApplyMadeCurrent() throws {
        _ = try Command.run(["apply", "--database", "people.db", "--vendor", "botpress"], in: store)
        #expect(try migrate().output == "The schema is current: \(steps.last!).\n")
    }

    @Test func refusesAFileThatIsNotThereAndMakesNone() throws {
        let result = try migrate()
        #expect(result.status == 66)
        #expect(result.errors.hasPrefix("concord: There is no database at the path. "))
        #expect(try store.names == [])
    }

    @Test func refusesANewerVersionsDatabaseAndChangesNothing() throws {
        _ = try store.file("people.db", "")
        _ = try migrate()
        try PlainDatabase.make("INSERT INTO grdb_migrations VALUES ('m9999_from_the_future')", at: store.path)
        let before = try store.bytes("people.db")
        let result = try migrate()
        #expect(result.status == 65)
        #expect(
            result.errors == """
                concord: A newer version of Concord wrote this database. Install that version or a newer one; nothing \
                was changed.\n
                """
        )
        #expect(try store.bytes("people.db") == before)
    }

    @Test func refusesAnotherProgramsDatabaseAndChangesNothing() throws {
        try PlainDatabase.make("CREATE TABLE recipe (name TEXT)", at: store.path)
        let before = try store.bytes("people.db")
        let result = try migrate()
        #expect(result.status == 65)
        #expect(
            result.errors == "concord: The file is another program's database. Check the path; nothing was changed.\n"
        )
        #expect(try store.bytes("people.db") == before)
    }
}
