import ConcordTesting
import Testing

@testable import Concord

@Suite struct SharingTests {
    private let email = Identifier(.email, "info@example.com")

    private func carriers(_ numbers: Range<Int>, _ trust: Trust, name: String? = nil) -> [AccountEvidence] {
        numbers.map { Evidences.account($0, [email], trust, name: name) }
    }

    private func sharing(_ carriers: [AccountEvidence]) -> Sharing { .of(email, carriers: carriers, above: 16) }

    @Test func aValueIsUsableUpToTheLimitAndSharedAboveIt() {
        #expect(sharing(carriers(0..<16, .verified)) == .usable)
        #expect(sharing(carriers(0..<17, .verified)) == .shared)
        #expect(sharing(carriers(0..<17, .declared)) == .shared)
    }

    @Test func declaredCarriersAloneMakeNoVerifiedValueShared() {
        #expect(sharing(carriers(0..<17, .declared) + carriers(17..<18, .verified)) == .sharedByDeclared)
        #expect(sharing(carriers(0..<100, .declared) + carriers(100..<117, .verified)) == .shared)
    }

    @Test func carriersWithOneCustomerIDCountOnce() {
        let customer = Identifier(.customerID, "c-1")
        let carriers = (0..<40).map { Evidences.account($0, [customer, email]) }
        #expect(CarrierCount(of: email, carriers).all == 1)
        #expect(sharing(carriers) == .usable)
    }

    @Test func carriersWithOneNameCountOnceInTheirSpace() {
        #expect(sharing(carriers(0..<40, .declared, name: "ada lovelace")) == .usable)
        let elsewhere = (40..<80).map {
            Evidences.account($0, [email], space: Space(vendor: "other"), name: "ada lovelace")
        }
        #expect(CarrierCount(of: email, carriers(0..<40, .declared, name: "ada lovelace") + elsewhere).all == 2)
    }

    @Test func carriersAreOneOverAThird() {
        let customer = Identifier(.customerID, "c-1")
        let chain = [
            Evidences.account(0, [email], name: "ada"), Evidences.account(1, [customer, email], name: "ada"),
            Evidences.account(2, [customer, email], space: Space(vendor: "other")),
        ]
        #expect(CarrierCount(of: email, chain).all == 1)
        #expect(CarrierCount(of: email, [chain[0], chain[2]]).all == 2)
    }

    @Test func crossingTheLimitSplitsWhatOnlyThatValueJoinedAndBackJoinsAgain() {
        let bots = (1...17).map { number in
            People.account(number, .botpress, "bot\(number)", [.set(.tags, "email", "info@example.com")])
        }
        #expect(People.persons(Array(bots.prefix(16))).count == 1)
        #expect(People.persons(bots).count == 17)
        #expect(People.persons(Array(bots.prefix(16))).count == 1)
    }

    @Test func aSharedValueUsesUpNoPersonsLimit() {
        var policy = ResolutionPolicy()
        policy.sharedAbove = 2
        policy.kinds = [KindOption(.customerID), KindOption(.email, limit: 1)]
        let rules = People.rules { $0 = policy }
        func carrier(_ number: Int, _ own: String?) -> Account {
            let tags = [("email", "info@example.com"), ("crm:email", own)].compactMap { name, value in
                value.map { FieldChange.set(.tags, name, .string($0)) }
            }
            return People.account(number, .botpress, "bot\(number)", tags)
        }
        let accounts = [carrier(1, "ada@example.com"), carrier(2, "ada@example.com"), carrier(3, nil)]
        #expect(People.persons(accounts, [], rules) == [[1, 2], [3]])
    }
}
