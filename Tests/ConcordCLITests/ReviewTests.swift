import Concord
import ConcordTesting
import Testing

/// `concord review`.
@Suite struct ReviewTests {
    private let people: People

    init() throws { people = try People() }

    @Test func listsEvidenceWithTheRuleThatKeptItsAccountsApart() throws {
        let result = try people.run("review", "--json")
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        let item = try result.answer(0)
        #expect(item["kind"] == "value")
        #expect(item["identifier"] == "phone")
        #expect(item["value"] == "+12025550170")
        #expect(item["rule"] == "cleanSpace")
        #expect(item["accounts"]?.array?.count == 2)
    }

    @Test func tellsPeopleInOneSentenceAndATable() throws {
        let lines = try people.run("review").lines
        #expect(
            lines[0].hasPrefix(
                "The phone +12025550170 would join these accounts, but one person would then have two keys of "
                    + "usercom:default. Since "
            )
        )
        #expect(lines[1].hasPrefix("  usercom:default  c-2  user_"))
        #expect(lines[2].hasPrefix("  usercom:default  c-3  user_"))
    }

    @Test func aDecisionTakesTheItemAway() throws {
        _ = try people.person("join", People.twin, People.otherTwin)
        #expect(try people.run("review").output == "Nothing waits for a decision.\n")
        #expect(try people.run("review", "--json").output.isEmpty)
    }

    @Test func listsNoMoreThanTheLimit() throws {
        try people.apply(
            "usercom",
            #"{"user_id":"c-8","email":"info@example.com"}"#,
            #"{"user_id":"c-9","email":"info@example.com"}"#
        )
        #expect(try people.run("review", "--json").lines.count == 2)
        #expect(try people.run("review", "--json", "--limit", "1").lines.count == 1)
        #expect(try people.run("review", "--limit", "0").status == 64)
    }
}
