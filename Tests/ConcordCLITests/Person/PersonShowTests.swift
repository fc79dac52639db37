import Concord
import ConcordTesting
import Testing

/// `concord person show`, `history`, `pin` and `unpin`.
@Suite struct PersonShowTests {
    private let people: People

    init() throws { people = try People() }

    @Test func showsAccountsPropertiesProvenanceAndIds() throws {
        let ada = try people.person("show", People.ada)
        let accounts = try #require(ada["accounts"]?.array)
        #expect(accounts.map { $0["vendor"] } == ["usercom", "channel", "botpress"])
        #expect(accounts.map { $0["key"] } == ["c-1", "c-1", nil])
        #expect(accounts[2]["tags"] == ["email": "Ada@example.com"])
        #expect(ada["properties", "user.name"] == "Ada Lovelace")
        #expect(ada["properties", "user.customerId"] == "c-1")
        #expect(ada["provenance", "user.email", "account"] == accounts[0]["id"])
        #expect(ada["provenance", "user.email", "pinned"] == false)
        #expect(ada["ids"]?.array?.count == 3)
        #expect(ada["ids"]?.strings.first == ada["id"]?.string)
    }

    @Test func everyIdAndKeyOfAPersonLeadsToIt() throws {
        let ada = try people.person("show", People.ada)
        let accounts = ada["accounts"]?.array?.compactMap { $0["id"]?.string } ?? []
        let names = (ada["ids"]?.strings ?? []) + accounts + ["channel:default:c-1"]
        #expect(names.count == 7)
        for name in names { #expect(try people.person("show", name) == ada) }
    }

    @Test func showsPeopleATableThatLinesUp() throws {
        let result = try people.run("person", "show", People.ada)
        #expect(result.status == 0)
        let id = try #require(people.person("show", People.ada)["id"]?.string)
        #expect(result.lines[0] == "\(id), 3 accounts; times are UTC")
        let accounts = result.lines[2...4]
        let spaces = ["usercom", "channel", "botpress"]
        for (line, vendor) in zip(accounts, spaces) { #expect(line.hasPrefix("  \(vendor):default  ")) }
        #expect(Set(accounts.map { $0.count }).count == 1)
        #expect(result.lines.contains { $0.hasPrefix("  user.name ") && $0.contains("Ada Lovelace") })
        #expect(result.lines.allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test func whatAStrangerTypesCannotSteerTheTerminal() throws {
        try people.apply("botpress", #"{"tags":{"email":"eve@example.com"},"name":"\#u{5C}u001b[2JEve\#u{5C}u202e"}"#)
        let account = try Command.run(
            ["match", "--database", "people.db", "--tags", #"{"email":"eve@example.com"}"#],
            in: people.store
        ).answer(0)
        let output = try people.run("person", "show", try #require(account["id"]?.string)).output
        #expect(output.contains("\u{FFFD}[2JEve\u{FFFD}"))
        #expect(!output.unicodeScalars.contains("\u{1B}"))
        #expect(!output.unicodeScalars.contains("\u{202E}"))
    }

    @Test(arguments: ["show", "how", "history", "erase"])
    func nobodysIdIsRefused(command: String) throws {
        let result = try people.run("person", command, "usercom:default:nobody")
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("concord: Nobody has this id or key. "))
    }

    @Test func anArgumentThatIsNoIdIsExplained() throws {
        let result = try people.run("person", "show", "nonsense")
        #expect(result.status == 64)
        #expect(result.errors.contains("Give an id such as person_... or user_..., or VENDOR:SCOPE:KEY."))
    }

    @Test func aDatabaseThatIsNotThereIsNotMade() throws {
        let store = try TemporaryStore()
        for command in ["show", "erase"] {
            let result = try Command.run(["person", command, People.ada, "--database", "people.db"], in: store)
            #expect(result.status == 66)
        }
        #expect(try store.names == [])
    }

    @Test(
        arguments: [
            ("42", 42), ("true", true), (#""42""#, "42"), ("+61410225522", "+61410225522"), ("Ada King", "Ada King"),
            (#"["a"]"#, ["a"]),
        ] as [(String, JSONValue)]
    )
    func aPinIsJSONWhereItIsJSON(text: String, value: JSONValue) throws {
        let ada = try people.person("pin", People.ada, "user.note", text, "--by", "Eve", "--because", "she said so")
        #expect(ada["properties", "user.note"] == value)
        #expect(ada["provenance", "user.note", "pinned"] == true)
        #expect(ada == (try people.person("show", People.ada)))
    }

    @Test func aPinOutranksTheAccountsUntilItIsTakenAway() throws {
        let before = try people.person("show", People.ada)["properties"]
        let pinned = try people.run("person", "pin", People.ada, "user.email", "ada@work.example")
        #expect(pinned.output == "user.email is ada@work.example now, pinned.\n")
        let unpinned = try people.run("person", "unpin", People.ada, "user.email")
        #expect(unpinned.output == "user.email is ada@example.com now, from the accounts.\n")
        #expect(try people.person("show", People.ada)["properties"] == before)
        #expect(try people.run("person", "unpin", People.ada, "user.email").status == 1)
    }

    @Test func historyListsWhatHappenedWithWhatItReplaced() throws {
        try people.apply("channel", #"{"memberId":"c-1","profile":{"name":"Ada King"}}"#)
        let events = try people.person("history", People.ada)["events"]?.array ?? []
        #expect(events.contains { $0["kind"] == "person.joined" })
        #expect(events.last?["kind"] == "account.updated")
        #expect(events.last?["before", "profile", "name"] == "Ada Lovelace")
        let lines = try people.run("person", "history", People.ada).lines
        #expect(lines[0].hasPrefix("time (UTC)"))
        #expect(lines.count == events.count + 1)
        #expect(lines.last?.hasSuffix("profile.name was Ada Lovelace") == true)
    }
}
