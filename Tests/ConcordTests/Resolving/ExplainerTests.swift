import ConcordTesting
import Testing

@testable import Concord

@Suite struct ExplainerTests {
    private func explainer(
        _ accounts: [Account],
        _ decisions: [Decision] = [],
        links: [Link] = [],
        sharing: [Identifier: Sharing] = [:]
    ) -> Explainer {
        let input = ResolvingInput(
            accounts: accounts.map(People.rules.evidence),
            sharing: sharing,
            decisions: decisions,
            links: links
        )
        return Explainer(input, Resolver.resolve(input, People.rules), People.rules)
    }

    private let chat = People.chat(1, email: "Ada@example.com")
    private let customer = People.customer(2, "c-1", email: "ada@example.com")
    private let member = People.member(3, "c-1")

    @Test func aChainNamesWhatEachPairHasInCommonAndWhereItIs() throws {
        let explanation = try #require(explainer([chat, customer, member]).why(chat.id, member.id))
        #expect(
            explanation.steps.map(\.sentence) == [
                "Both carry the e-mail ada@example.com, set by botpress:bot tag email and usercom:app field email.",
                "Both carry the customer id c-1, set by usercom:app key and channel:desk key.",
            ]
        )
        #expect(explanation.steps.map(\.to) == [customer.id, member.id])
    }

    @Test func accountsOfDifferentPersonsHaveNoChain() {
        #expect(explainer([chat, member]).why(chat.id, member.id) == nil)
        #expect(explainer([chat, member]).whyNot([chat.id], [member.id]).findings.isEmpty)
    }

    @Test func anObjectionNamesTheRule() {
        let rival = People.customer(4, "c-2", email: "ada@example.com")
        let email = Evidence.value(Identifier(.email, "ada@example.com"))
        let clean = explainer([customer, rival]).whyNot([customer.id], [rival.id]).findings
        #expect(clean.map(\.evidence) == [email])
        #expect(clean.map(\.reason.name) == ["cleanSpace"])
        let limit = explainer([member, customer, People.member(5, "c-2", email: "ada@example.com")])
        #expect(limit.whyNot([customer.id], [People.id(5)]).findings.map(\.reason.name) == ["cleanSpace"])
        let apart = explainer([chat, customer], [People.different(1, 2)])
        #expect(apart.whyNot([chat.id], [customer.id]).findings.map(\.reason.name) == ["different", "different"])
        let shared = explainer([chat, customer], sharing: [Identifier(.email, "ada@example.com"): .shared])
        #expect(shared.whyNot([chat.id], [customer.id]).findings.map(\.reason.name) == ["shared"])
        let junk = (6...7).map { People.chat($0, email: "noreply@example.com") }
        #expect(explainer(junk).whyNot([junk[0].id], [junk[1].id]).findings.map(\.reason.name) == ["blocked"])
    }

    @Test func aPossibleLinkIsAQuestion() {
        let link = Link(chat.id, member.id, weight: 4.25, probability: 0.9, state: .possible)
        let findings = explainer([chat, member], links: [link]).whyNot([member.id], [chat.id]).findings
        #expect(findings.map(\.reason) == [.possible])
        #expect(findings.map(\.evidence) == [.link(link)])
    }

    @Test func aPersonsGrowthIsToldStepByStep() {
        let growth = explainer([chat, customer, member]).how(chat.id)
        #expect(
            growth.steps.map(\.clusters) == [[[customer.id], [member.id]], [[chat.id], [customer.id, member.id]]])
        #expect(growth.steps.first?.evidence == .value(Identifier(.customerID, "c-1")))
        #expect(explainer([chat]).how(chat.id).steps.isEmpty)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func everyPairOfAPersonHasAChain(seed: UInt64) throws {
        let input = Evidences.random(seed: seed)
        let resolution = Resolver.resolve(input, People.rules)
        let explainer = Explainer(input, resolution, People.rules)
        for person in resolution.persons {
            for account in person.dropFirst() {
                let steps = try #require(explainer.why(person[0], account)?.steps, "seed \(seed)")
                #expect(steps.first?.from == person[0] && steps.last?.to == account, "seed \(seed)")
                #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.to == $1.from }, "seed \(seed)")
            }
            #expect(
                Set(explainer.how(person[0]).steps.flatMap { $0.clusters.flatMap { $0 } }).isSuperset(of: person)
                    || person.count == 1)
        }
    }
}
