import Concord
import ConcordTesting
import Foundation
import GRDB
import Testing

/// `concord person erase`.
@Suite struct PersonEraseTests {
    private let people: People

    init() throws { people = try People() }

    /// The database's files that hold a text.
    private func files(holding text: String) throws -> [String] {
        try people.store.names.filter { try people.store.bytes($0).range(of: Data(text.utf8)) != nil }
    }

    @Test func anErasedPersonLeavesItsIdsAndNoByteOfItsValues() throws {
        let ada = try people.person("show", People.ada)
        let id = try #require(ada["id"]?.string)
        #expect(try files(holding: "Lovelace") == ["people.db"])
        let erased = try people.person("erase", id)
        #expect(erased["accounts"]?.array?.count == 3)
        #expect(erased["complete"] == true)
        #expect(try files(holding: "Lovelace") == [])
        for name in ada["ids"]?.strings ?? [] {
            let result = try people.run("person", "show", name)
            #expect(result.status == 1)
            #expect(result.errors == "concord: The person is erased. Nothing but the id is left.\n")
        }
        #expect(try people.run("person", "show", People.ada).status == 1)
    }

    @Test func anAccountsKeyErasesThatAccountAlone() throws {
        let result = try people.run("person", "erase", "channel:default:c-1")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Erased 1 account:\n  user_"))
        let ada = try people.person("show", People.ada)
        #expect(ada["accounts"]?.array?.count == 2)
        #expect(ada["ids"]?.array?.count == 3)
    }

    @Test func erasingAnErasedIdAgainIsNoMistake() throws {
        let ada = try people.person("show", People.ada)
        let account = try #require(ada["accounts"]?.array?[1]["id"]?.string)
        _ = try people.person("erase", account)
        #expect(try people.run("person", "erase", account).output == "It was erased before.\n")
        let person = try #require(people.person("show", People.ada)["id"]?.string)
        _ = try people.person("erase", person)
        #expect(try people.person("erase", person)["complete"] == true)
    }

    @Test func aReaderOfTheTimeBeforeIsReportedAndTheSameCommandFinishesLater() throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: people.store.path, configuration: configuration)
        let id = try #require(people.person("show", People.ada)["id"]?.string)
        // A transaction keeps the snapshot of its first statement.
        try reader.writeWithoutTransaction { try $0.execute(sql: "BEGIN; SELECT number FROM account LIMIT 1") }
        let result = try people.run("person", "erase", id)
        #expect(result.status == 75)
        #expect(result.output.hasPrefix("Erased 3 accounts:\n"))
        #expect(result.errors.contains("Erased bytes are still in people.db or its -wal"))
        #expect(result.errors.contains("run this again with an erased id"))
        try reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        let again = try people.run("person", "erase", id)
        #expect(again.status == 0)
        #expect(again.output == "It was erased before.\n")
        #expect(try files(holding: "Lovelace") == [])
        try reader.close()
    }
}
