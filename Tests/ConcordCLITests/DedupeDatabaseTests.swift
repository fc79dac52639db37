import Concord
import ConcordTesting
import Foundation
import Testing

/// `concord dedupe --database` and `concord run`.
@Suite struct DedupeDatabaseTests {
    private let store: TemporaryStore

    init() async throws {
        store = try TemporaryStore()
        let engine = try store.open { $0.durability = .normal }
        try await PeopleGenerator(seed: 7).load(120, into: engine)
        try engine.close()
    }

    private func run(_ arguments: String...) throws -> Finished {
        try Command.run(arguments.prefix(1) + arguments.dropFirst() + ["--database", "people.db"], in: store)
    }

    /// Accounts, whose each is, and the number of events.
    private func state() async throws -> [String] {
        let engine = try store.open()
        defer { try? engine.close() }
        var lines = ["\(try await engine.events(limit: 100_000).count) events"]
        for event in try await engine.events(limit: 100_000) where event.kind == .accountCreated {
            guard let account = try await engine.account(.id(event.accounts[0])) else { continue }
            lines.append("\(account.id) \(account.person)")
        }
        return lines
    }

    private func text(_ name: String) throws -> String { String(decoding: try store.bytes(name), as: UTF8.self) }

    @Test func theAccountsAreTheRowsAndNothingIsWrittenToTheDatabase() async throws {
        let before = try await state()
        let result = try run(
            "dedupe", "--output", "clusters.csv", "--pairs", "pairs.csv", "--report", "report.html", "--model", "m.json"
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.isEmpty)
        let summary = try result.output.json
        #expect(summary["rows"] == 120)
        #expect(summary["run"] == nil)
        let lines = try text("clusters.csv").split(separator: "\n")
        #expect(lines.first == "account,cluster_id")
        let ids = lines.dropFirst().compactMap { AccountID($0.split(separator: ",")[0]) }
        #expect(Set(ids).count == 120)
        #expect(try text("pairs.csv").hasPrefix("account_a,account_b,weight,probability,verdict\nuser_"))
        #expect(try text("report.html").contains("Linkage of people.db"))
        #expect(try text("m.json").hasPrefix("{"))
        #expect(try await state() == before)
    }

    @Test func aRunIsWrittenListedAndUndone() async throws {
        let before = try await state().dropFirst()
        let linked = try run("dedupe", "--link", "--output", "clusters.csv")
        #expect(linked.status == 0, "\(linked.errors)")
        let written = try #require(try linked.output.json["run"])
        #expect(written["id"] == 1)
        #expect(written["changed"] == true)
        let clusters = try text("clusters.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
        let persons = try await state().dropFirst().map { $0.split(separator: " ")[1] }
        #expect(Set(persons).count == Set(clusters).count)
        #expect(Set(zip(clusters, persons).map { "\($0) \($1)" }).count == Set(clusters).count)

        let list = try run("run", "list", "--json")
        #expect(list.status == 0, "\(list.errors)")
        #expect(list.lines.count == 1)
        #expect(try list.answer(0)["accepted"] == written["accepted"])
        #expect(try list.answer(0)["accounts"] == 120)
        #expect(try list.answer(0)["undoneAt"] == .null)

        let undone = try run("run", "undo", "1")
        #expect(undone.status == 0, "\(undone.errors)")
        #expect(undone.output.hasPrefix("run 1, 2"))
        #expect(undone.output.contains(": 120 accounts, "))
        #expect(undone.output.contains(", undone 2"))
        #expect(try await state().dropFirst() == before)
        #expect(try run("run", "list").output == undone.output)
    }

    @Test func aSecondRunSaysThatItChangesNothing() async throws {
        let first = try #require(try run("dedupe", "--link").output.json["run"])
        let before = try await state()
        let second = try #require(try run("dedupe", "--link").output.json["run"])
        #expect(second["id"] == .null)
        #expect(second["changed"] == false)
        #expect(second["accepted"] == first["accepted"])
        #expect(try await state() == before)
        #expect(try run("run", "list").lines.count == 1)
    }

    @Test func whatCannotBeUndoneIsSaid() throws {
        #expect(try run("run", "list").output == "There are no runs.\n")
        #expect(try run("run", "list", "--json").output.isEmpty)
        let never = try run("run", "undo", "3")
        #expect(never.status == 1)
        #expect(never.errors == "concord: There is no run 3. Look at the list of runs.\n")
        _ = try run("dedupe", "--link")
        _ = try run("run", "undo", "1")
        let twice = try run("run", "undo", "1")
        #expect(twice.status == 1)
        #expect(twice.errors.hasPrefix("concord: Run 1 was undone at 2"))
    }

    @Test(
        arguments: [
            (["people.csv"], "<input> is for files. "), (["--id", "x"], "--id is for files. "),
            (["--source", "x"], "--source is for files. "), (["--clean-source", "x"], "--clean-source is for files. "),
            (["--truth", "x"], "--truth is for files. "),
            (["--ignore", "x"], "There is no column 'x'. The columns are: "),
        ]
    )
    func anOptionOfFilesIsRefused(arguments: [String], message: String) throws {
        let result = try Command.run(["dedupe", "--database", "people.db"] + arguments, in: store)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test func linkWithoutADatabaseIsRefused() throws {
        let result = try Command.run(["dedupe", "people.csv", "--link"], in: store)
        #expect(result.status == 2)
        #expect(result.errors.contains("--link writes to a database. "), "\(result.errors)")
    }

    @Test func aColumnThatIsIgnoredIsNoFeature() throws {
        let result = try run("dedupe", "--ignore", "user.email", "--model", "model.json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try !text("model.json").contains("user.email"))
    }

    @Test(arguments: [["dedupe"], ["dedupe", "--link"], ["run", "list"], ["run", "undo", "1"]])
    func aDatabaseThatIsNotThereIsNamed(arguments: [String]) throws {
        let result = try Command.run(arguments + ["--database", "nowhere.db"], in: store)
        #expect(result.status == 66)
        #expect(result.errors.hasPrefix("concord: There is no database at the path."), "\(result.errors)")
        #expect(try store.names.allSatisfy { $0.hasPrefix("people.db") })
    }

    @Test func aDatabaseWithoutAccountsIsBadData() throws {
        let empty = try TemporaryStore()
        try empty.open().close()
        let result = try Command.run(["dedupe", "--database", "people.db", "--output", "c.csv"], in: empty)
        #expect(result.status == 1)
        #expect(result.errors == "concord dedupe: The database has no accounts. Apply some requests first.\n")
        #expect(try empty.names == ["people.db"])
    }
}
