import Concord
import ConcordTesting
import Foundation
import Testing

/// `concord apply --policy`.
@Suite struct ApplyPolicyTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private func apply(_ arguments: String..., input: String = "") throws -> Finished {
        try Command.run(
            ["apply", "--database", "people.db", "--vendor", "botpress"] + arguments,
            in: store,
            input: .text(input)
        )
    }

    @Test func thePolicyOfANewDatabaseIsKeptInIt() throws {
        _ = try store.file("policy.yaml", "spaces:\n  botpress:\n    matching: containment\n")
        let line = #"{"tags":{"email":"ada@example.com","plan":"team"}}"#
        #expect(try apply("--policy", "policy.yaml", input: line).status == 0)
        let part = try apply(input: Lines.botpress("ada@example.com"))
        #expect(try part.answer(0)["meta", "created"] == false)
    }

    @Test func theSamePolicyIsTakenAgainHoweverItIsWritten() throws {
        _ = try store.file("policy.yaml", "spaces:\n  botpress:\n    matching: containment\n")
        _ = try store.file(
            "same.yaml",
            "# The same in JSON\n{\"spaces\": {\"botpress\": {\"matching\": \"containment\"}}}"
        )
        #expect(try apply("--policy", "policy.yaml").status == 0)
        #expect(try apply("--policy", "same.yaml").status == 0)
    }

    @Test func anotherPolicyIsRefused() throws {
        _ = try store.file("policy.yaml", "spaces:\n  botpress:\n    matching: containment\n")
        #expect(try apply().status == 0)
        let result = try apply("--policy", "policy.yaml", input: Lines.botpress("ada@example.com"))
        #expect(result.status == 78)
        #expect(result.output.isEmpty)
        #expect(
            result.errors == """
                concord: The policy differs from the one that the database was created with. Leave the policy out to \
                use the database's own.\n
                """
        )
    }

    @Test func aFileThatIsNotThereIsNamedWithItsOption() throws {
        let result = try apply("--policy", "nowhere.yaml")
        #expect(result.status == 66)
        #expect(
            result.errors == """
                concord: The file of --policy nowhere.yaml cannot be read. Check that it is there and that this user \
                may read it.\n
                """
        )
        #expect(try store.names == [])
    }

    @Test(
        arguments: [
            ("spaces:\n  botpress:\n    matchin: exactSet\n", "spaces.botpress: unknown option 'matchin'"),
            ("spaces:\n  botpress:\n    matching: near\n", "spaces.botpress.matching: "),
            ("spaces: 3\n", "spaces: "),
            ("spaces: [\n", "error: parser"),
        ]
    )
    func aPolicyThatCannotBeUsedIsRefusedBeforeAnythingIsMade(text: String, reason: String) throws {
        _ = try store.file("policy.yaml", text)
        let result = try apply("--policy", "policy.yaml", input: Lines.botpress("ada@example.com"))
        #expect(result.status == 78)
        #expect(result.errors.hasPrefix("concord: The policy of --policy policy.yaml cannot be used: "))
        #expect(result.errors.contains(reason))
        #expect(result.errors.hasSuffix(". Correct the file; nothing was changed.\n"))
        #expect(try store.names == ["policy.yaml"])
    }
}
