import Concord
import ConcordTesting
import Foundation
import Testing

/// `concord match`.
@Suite struct MatchTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private func match(_ arguments: String...) throws -> Finished {
        try Command.run(["match", "--database", "people.db"] + arguments, in: store)
    }

    private func apply(_ lines: String...) throws {
        let arguments = ["apply", "--database", "people.db", "--vendor", "botpress"]
        let result = try Command.run(arguments, in: store, input: .text(lines.joined(separator: "\n")))
        #expect(result.status == 0)
    }

    @Test func printsTheAccountWithAllThatItHolds() throws {
        try apply(#"{"tags":{"email":"ada@example.com"},"name":"Ada","properties":{"plan":"team"}}"#)
        let result = try match("--tags", #"{"email":"ada@example.com"}"#)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(result.lines.count == 1)
        let account = try result.answer(0)
        let varying: Set = ["id", "createdAt", "updatedAt"]
        let rest = varying.reduce(account) { $0.without($1) }
        #expect(
            rest.text == """
                {"ambiguous":false,"fields":{"profile":{"name":"Ada"},"properties":{"plan":"team"}},"number":1,\
                "scope":"default","tags":{"email":"ada@example.com"},"vendor":"botpress","version":1}
                """
        )
        #expect(AccountID(try #require(account["id"]?.string)) != nil)
        #expect(account["createdAt"]?.string?.hasSuffix("Z") == true)
        #expect(account["updatedAt"] == account["createdAt"])
    }

    @Test func printsNullWhenNobodyMatches() throws {
        try apply(Lines.botpress("ada@example.com"))
        let result = try match("--tags", #"{"email":"bob@example.com"}"#)
        #expect(result.status == 0)
        #expect(result.output == "null\n")
        #expect(try match("--scope", "other", "--tags", #"{"email":"ada@example.com"}"#).output == "null\n")
    }

    @Test func matchesByAllTagsOrByThoseThatAreNamed() throws {
        try apply(#"{"tags":{"foo":"a","bar":"b","baz":"c"}}"#)
        #expect(try match("--tags", #"{"bar":"b","baz":"c"}"#).output == "null\n")
        let named = ["--discriminate-by", "bar", "--discriminate-by", "baz"]
        let tags = #"{"foo":"other","bar":"b","baz":"c"}"#
        let result = try Command.run(["match", "--database", "people.db", "--tags", tags] + named, in: store)
        #expect(try result.answer(0)["number"] == 1)
    }

    @Test func ofSeveralAccountsPrintsTheOldestAndSaysThatThereAreMore() throws {
        let line = #"{"tags":{"email":"ada@example.com"},"discriminateByTags":[]}"#
        try apply(line, line)
        let account = try match("--tags", #"{"email":"ada@example.com"}"#).answer(0)
        #expect(account["number"] == 1)
        #expect(account["ambiguous"] == true)
    }

    @Test func aPolicyThatWantsOneAccountRefusesSeveral() throws {
        _ = try store.file("policy.yaml", "spaces:\n  botpress:\n    refusesAmbiguity: true\n")
        let line = #"{"tags":{"email":"ada@example.com"},"discriminateByTags":[]}"#
        let arguments = ["apply", "--database", "people.db", "--vendor", "botpress", "--policy", "policy.yaml"]
        _ = try Command.run(arguments, in: store, input: .text(line + "\n" + line))
        let result = try match("--tags", #"{"email":"ada@example.com"}"#)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("concord: "))
        #expect(!result.errors.contains("ada@example.com"))
    }

    @Test func changesNoByte() throws {
        try apply(Lines.botpress("ada@example.com"), Lines.botpress("bob@example.com"))
        let before = try store.bytes("people.db")
        _ = try match("--tags", #"{"email":"ada@example.com"}"#)
        _ = try match("--tags", #"{"email":"new@example.com"}"#, "--discriminate-by", "email")
        #expect(try store.bytes("people.db") == before)
        #expect(try store.names == ["people.db"])
    }

    @Test func refusesADatabaseThatIsNotThereAndMakesNone() throws {
        let result = try match("--tags", "{}")
        #expect(result.status == 66)
        #expect(
            result.errors == """
                concord: There is no database at the path. Check the path, or let a command that creates one run \
                first.\n
                """
        )
        #expect(try store.names == [])
    }

    @Test func refusesAnOlderSchemaInsteadOfChangingIt() throws {
        _ = try store.file("people.db", "")
        let result = try match("--tags", "{}")
        #expect(result.status == 65)
        #expect(
            result.errors == """
                concord: The database has an older version's schema. Migrate it first; nothing was changed.\n
                """
        )
        #expect(try store.bytes("people.db").isEmpty)
    }

    @Test(arguments: ["[]", "nonsense", #"{"a":1}"#]) func tagsThatAreNoneAreAWrongCommandLine(tags: String)
        throws
    {
        let result = try match("--tags", tags)
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("Error: --tags "))
    }
}
