import ConcordTesting
import Testing

@testable import Concord

/// `why`, `whyNot` and `how` of a store's persons.
@Suite struct PersonQuestionsTests {
    private let company: TestCompany
    private var engine: IdentityEngine { company.engine }

    init() throws {
        company = try TestCompany()
    }

    private func reference(_ id: AccountID) -> PersonReference { .account(.id(id)) }

    @Test func whyNamesTheChainOfEvidenceBetweenTwoAccounts() async throws {
        let ada = try await company.customer("ada", ["email": "ada@example.com"])
        let member = try await company.member("ada", ["mobileNumber": "+15550001111"])
        let chat = try await company.chat("w", ["phone": "+1 555 000 1111"])
        let steps = try #require(try await engine.why(reference(ada), reference(chat))).steps
        #expect(steps.map(\.from) == [ada, member])
        #expect(steps.map(\.to) == [member, chat])
        let evidence = [Identifier(.customerID, "ada"), Identifier(.phone, "+15550001111")]
        #expect(steps.map(\.evidence) == evidence.map(Evidence.value))
    }

    @Test func whyOfADecisionNamesIt() async throws {
        let (a, b) = try await (company.chat("a"), company.chat("b"))
        #expect(try await engine.why(reference(a), reference(b)) == nil)
        try await engine.join(reference(a), reference(b))
        let steps = try #require(try await engine.why(.person(PersonID(of: b)), reference(a))).steps
        #expect(steps.map(\.evidence) == [.decision(Decision(.same, [a], [b]))])
    }

    @Test func whyNotNamesTheRuleThatEachSharedValueDidNotPass() async throws {
        let ada = try await company.customer("ada", ["email": "office@example.com", "phone_number": "+61000000000"])
        let bob = try await company.customer("bob", ["email": "office@example.com", "phone_number": "+61000000000"])
        let findings = try await engine.whyNot(reference(ada), reference(bob)).findings
        #expect(Set(findings.map(\.reason)) == [.blocked, .forbidden(.cleanSpace(TestCompany.customers))])
        try await engine.separate(reference(ada), reference(bob))
        let decision = Decision(.different, [ada], [bob])
        let decided = try await engine.whyNot(.person(PersonID(of: bob)), reference(ada))
        #expect(decided.findings.contains { $0.reason == .forbidden(.different(decision)) })
        let stranger = try await company.chat("w")
        #expect(try await engine.whyNot(reference(ada), reference(stranger)).findings == [])
    }

    @Test func whyNotOfAGenericValueSaysSo() async throws {
        var ids: [AccountID] = []
        for number in 1...17 {
            ids.append(try await company.chat("w\(number)", ["phone": "+15550001111"], name: "N \(number)"))
        }
        let findings = try await engine.whyNot(reference(ids[0]), reference(ids[16])).findings
        // Nobody vouches for it, so nobody may be joined by it.
        #expect(findings.map(\.reason) == [.shared(.shared)])
    }

    @Test func howTellsTheStepsOfAPersonInTheirOrder() async throws {
        let ada = try await company.customer("ada", ["email": "ada@example.com"])
        let chat = try await company.chat("w", ["email": "ada@example.com"])
        let member = try await company.member("ada")
        let other = try await company.chat("v")
        try await engine.join(reference(other), reference(member))
        let steps = try await engine.how(reference(chat)).steps
        let expected: [Evidence] = [
            .decision(Decision(.same, [other], [member])), .value(Identifier(.customerID, "ada")),
            .value(Identifier(.email, "ada@example.com")),
        ]
        #expect(steps.map(\.evidence) == expected)
        #expect(Set(steps.last?.clusters.flatMap { $0 } ?? []) == [ada, chat, member, other])
        await #expect(throws: ConcordError.self) { try await engine.how(.person(PersonID(ULID(high: 1, low: 1)))) }
    }
}
