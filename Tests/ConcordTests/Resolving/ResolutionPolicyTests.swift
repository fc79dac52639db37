import ConcordTesting
import Testing

@testable import Concord

@Suite struct ResolutionPolicyTests {
    @Test func aPolicyThatSaysNothingIsStoredWithoutDefaults() throws {
        #expect(try ResolutionPolicy().text() == #"{"spaces":{}}"#)
        #expect(try ResolutionPolicy(text: #"{"spaces":{"a":{"isClean":false}}}"#).spaces["a"]?.isClean == false)
    }

    @Test func everyOptionIsReadBackFromItsText() throws {
        var policy = ResolutionPolicy()
        policy.identifiers = ["chat": [IdentifierOption(kind: "email", from: "tags.mail", trust: .verified)]]
        policy.kinds = [KindOption(.email, limit: 2), KindOption(.customerID), KindOption("loyalty")]
        policy.sharedAbove = 3
        policy.blocked = ["info@*", "!na"]
        policy.defaultRegion = "AU"
        policy.email = EmailOptions(ignoresDots: true, ignoresPlusTags: false)
        policy.survivorship = ["user.name": .vendorPriority]
        policy.vendorPriority = ["chat"]
        policy.maximumComponent = 50
        policy.projects = ["p": Project(spaces: ["a"], stages: ["LIVE": ["b:c"]])]
        let text = try policy.text()
        #expect(try ResolutionPolicy(text: text) == policy)
        #expect(try ResolutionPolicy(text: text).text() == text)
    }

    @Test(arguments: [
        #"{"kind":[]}"#, #"{"email":{"dots":true}}"#, #"{"projects":{"p":{"stage":{}}}}"#,
        #"{"survivorship":{"a":"oldest"}}"#, #"{"identifiers":{"a":[{"kind":"email","from":"key","why":1}]}}"#,
    ])
    func anUnknownOptionIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try ResolutionPolicy(text: text) }
    }

    @Test(arguments: [
        (#"{"sharedAbove":0}"#, "sharedAbove"), (#"{"maximumComponent":1}"#, "maximumComponent"),
        (#"{"kinds":[{"kind":"email","limit":0}]}"#, "kinds.limit"),
        (#"{"kinds":[{"kind":"email"},{"kind":"email"}]}"#, "kinds"),
        (#"{"identifiers":{"a":[{"kind":"email","from":"tag.mail"}]}}"#, "identifiers.a"),
        (#"{"identifiers":{"a":[{"kind":"loyalty","from":"key"}]}}"#, "identifiers.a"),
        (#"{"vendorPriority":["a","a"]}"#, "vendorPriority"), (#"{"projects":{"p":{"spaces":[""]}}}"#, "projects.p"),
    ])
    func whatCannotBeFollowedIsRefusedByName(text: String, field: String) throws {
        let policy = try ResolutionPolicy(text: text)
        let error = #expect(throws: ConcordError.self) { try ResolvingRules(policy, VendorRules.all) }
        #expect(error?.code == .policy)
        #expect(error?.field == field)
    }

    @Test func aProjectShowsItsSpacesAndItsStages() {
        let (bot, desk) = (Space(vendor: "chat", scope: "bot"), Space(vendor: "desk"))
        #expect(ResolutionPolicy().project("default")?.shows(bot) == true)
        #expect(ResolutionPolicy().project("other") == nil)
        let project = Project(stages: ["LIVE": ["chat:bot"], "ALL": ["*"]])
        #expect(project.stages(of: bot) == ["ALL", "LIVE"])
        #expect(project.stages(of: desk) == ["ALL"])
        #expect(!Project(spaces: ["desk"]).shows(bot))
    }

    @Test func aPolicyCanBlockMoreAndLess() {
        let rules = People.rules { $0.blocked = ["INFO@*", "!test@test.com"] }
        func isBlocked(_ email: String) -> Bool { rules.evidence(of: People.chat(1, email: email)).identifiers.isEmpty }
        #expect(isBlocked("info@example.com"))
        #expect(!isBlocked("test@test.com"))
        #expect(isBlocked("noreply@example.com"))
    }

    @Test func aKindThatIsNotListedIsNoEvidence() {
        let rules = People.rules { $0.kinds = [KindOption(.customerID)] }
        let chats = (1...2).map { People.chat($0, email: "ada@example.com") }
        #expect(People.persons(chats).count == 1)
        #expect(People.persons(chats, [], rules).count == 2)
    }

    @Test func aMappingCanBeTurnedOff() {
        let rules = People.rules { $0.identifiers = ["botpress": [IdentifierOption(kind: "none", from: "tags.email")]] }
        #expect(People.persons((1...2).map { People.chat($0, email: "ada@example.com") }, [], rules).count == 2)
    }

    @Test func spellingsOfOneIdentifierAreEqual() {
        func value(_ rules: ResolvingRules, _ kind: Identifier.Kind, _ text: String) -> String? {
            rules.normalizer.identifier(kind, .string(text))?.identifier.value
        }
        let rules = People.rules {
            $0.defaultRegion = "AU"
            $0.email = EmailOptions(ignoresDots: true, ignoresPlusTags: true)
        }
        #expect(value(rules, .phone, "0410 225 522") == "+61410225522")
        #expect(value(People.rules, .phone, "0410 225 522") == nil)
        #expect(value(rules, .email, "A.da+x@gmail.com") == "ada@gmail.com")
        #expect(value(People.rules, .email, " A.da+x@Gmail.com ") == "a.da+x@gmail.com")
        #expect(value(People.rules, .email, "ada@bücher.example") == "ada@xn--bcher-kva.example")
        #expect(value(People.rules, .customerID, " C-1") == " C-1")
    }

    @Test func shortCustomerIDsOfOneDigitAreIDs() {
        for (id, isBlocked) in [("7", false), ("22", false), ("0", true), ("000", true), ("111111", true)] {
            #expect(People.rules.evidence(of: People.customer(1, id)).identifiers.isEmpty == isBlocked, "\(id)")
        }
    }
}
