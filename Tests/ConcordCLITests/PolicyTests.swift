import Concord
import ConcordTesting
import Testing

/// `concord policy`.
@Suite struct PolicyTests {
    private let people: People

    init() throws { people = try People() }

    @Test func showPrintsTheDefaultsAsComments() throws {
        let result = try people.run("policy", "show")
        #expect(result.status == 0)
        #expect(result.lines.allSatisfy { $0.hasPrefix("#") })
        for line in [
            "# sharedAbove: 16", "#   - from: profile.phone_number", "# - noreply@*", "# defaultRegion: (none)",
        ] {
            #expect(result.lines.contains(line), "\(line)")
        }
    }

    @Test func whatShowPrintsIsAPolicyThatSaysTheSame() throws {
        let policy = """
            spaces:
              botpress:support/whatsapp: {matching: containment, discriminators: [["whatsapp:phone"]]}
            identifiers:
              botpress: [{kind: customerId, from: tags.crm, trust: declared}]
            kinds: [{kind: customerId, limit: 1}, {kind: email, limit: 3}]
            sharedAbove: 4
            blocked: ["", "null", "info@*", "!test@test.com", "yes", "1e3", "# no comment"]
            defaultRegion: "NO"
            email: {ignoresDots: true}
            survivorship: {user.name: vendorPriority}
            vendorPriority: [botpress]
            maximumComponent: 50
            projects: {support: {stages: {LIVE: [channel]}}}
            """
        _ = try people.store.file("policy.yaml", policy)
        #expect(try people.run("rebuild", "--policy", "policy.yaml").status == 0)
        _ = try people.store.file("shown.yaml", try people.run("policy", "show").output)
        for name in ["policy.yaml", "shown.yaml"] {
            #expect(try people.run("policy", "check", name).output == "The policy can be used. It changes nothing.\n")
        }
    }

    @Test func checkSaysWhatAFileWouldChangeAndChangesNothing() throws {
        _ = try people.store.file("policy.yaml", "sharedAbove: 4\nblocked: [info@*]\ndefaultRegion: AU\n")
        let result = try people.run("policy", "check", "policy.yaml")
        #expect(result.status == 0)
        #expect(
            result.lines == [
                "The policy can be used. It would change:", "  sharedAbove: 16 (default) -> 4",
                #"  blocked: (default) -> ["info@*"]"#, #"  defaultRegion: none (default) -> "AU""#,
            ]
        )
        #expect(try people.run("policy", "show").output.contains("# sharedAbove: 16\n"))
    }

    @Test func checkNeedsNoDatabase() throws {
        _ = try people.store.file("policy.yaml", "sharedAbove: 4\n")
        let result = try Command.run(["policy", "check", "policy.yaml"], in: people.store)
        #expect(result.output == "The policy can be used.\n")
    }

    @Test(
        arguments: [
            ("sharedAbove: 0\n", "concord: sharedAbove is 0. Use a whole number of at least 1.\n"),
            ("shared: 1\n", "concord: The policy of policy check policy.yaml cannot be used: unknown option 'shared'"),
            (
                "identifiers: {shop: [{kind: shoeSize, from: key}]}\n",
                "concord: kind: shoeSize is not among the kinds. "
            ),
        ]
    )
    func checkRefusesWhatCannotBeUsed(text: String, message: String) throws {
        _ = try people.store.file("policy.yaml", text)
        let result = try Command.run(["policy", "check", "policy.yaml"], in: people.store)
        #expect(result.status == 78)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix(message))
    }
}
