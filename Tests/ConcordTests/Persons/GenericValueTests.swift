import ConcordTesting
import Testing

@testable import Concord

/// A value with too many carriers is no evidence, also backwards (design.md 5).
@Suite struct GenericValueTests {
    /// A shop's own accounts without keys, which the company vouches for.
    private static func policy(_ policy: inout ResolutionPolicy) {
        policy.sharedAbove = 3
        policy.identifiers = [
            "shop": [
                IdentifierOption(kind: "email", from: "profile.email"),
                IdentifierOption(kind: "phone", from: "profile.phone"),
                IdentifierOption(kind: "customerId", from: "profile.customer"),
            ],
            "botpress": [IdentifierOption(kind: "customerId", from: "tags.crmId")],
        ]
    }

    private static func shop(_ engine: IdentityEngine, _ id: String, _ profile: [FieldChange]) async throws -> AccountID
    {
        let write = AccountWrite(
            space: Space(vendor: "shop"), match: .tags(["id": id], discriminateBy: ["id"]), changes: profile)
        return try await engine.upsert(write).account.id
    }

    @Test func crossingTheLimitUpwardsSplitsWhatOnlyTheValueJoinedAndDownwardsJoinsAgain() async throws {
        let company = try TestCompany(Self.policy)
        for name in ["a", "b", "c"] { try await company.chat(name, ["email": "x@example.com"], name: name) }
        try await company.chat("a", ["phone": "+15550001111"])
        try await company.chat("d", ["phone": "+15550001111"])
        #expect(try await company.persons() == [["a", "b", "c", "d"]])
        try await company.chat("e", ["email": "x@example.com"], name: "e")
        #expect(try await company.persons() == [["a", "d"], ["b"], ["c"], ["e"]])
        try await company.chat("e", ["email": .null])
        #expect(try await company.persons() == [["a", "b", "c", "d"], ["e"]])
        try await company.chat("e", ["email": "x@example.com"])
        let b = try await company.chat("b")
        try await company.engine.erase(.account(.id(b)))
        #expect(try await company.persons() == [["a", "c", "d", "e"]])
        #expect(try await PersonsAudit.problems(of: company.engine) == [])
    }

    @Test func aNameThatMakesTwoCarriersOneBringsTheValueBack() async throws {
        let company = try TestCompany(Self.policy)
        for name in ["a", "b", "c", "d"] { try await company.chat(name, ["email": "x@example.com"], name: name) }
        #expect(try await company.persons().count == 4)
        try await company.chat("d", name: "c")
        #expect(try await company.persons() == [["a", "b", "c", "d"]])
        try await company.chat("d", name: "d")
        #expect(try await company.persons().count == 4)
        #expect(try await PersonsAudit.problems(of: company.engine) == [])
    }

    @Test func declaredCarriersLoseAValueBeforeVerifiedOnesDo() async throws {
        let company = try TestCompany(Self.policy)
        let email: [FieldChange] = [.set(.profile, "email", "x@example.com")]
        for name in ["s1", "s2"] { _ = try await Self.shop(company.engine, name, email) }
        try await company.chat("a", ["email": "x@example.com"], name: "a")
        #expect(try await company.persons() == [["s1", "s2", "a"]])
        try await company.chat("b", ["email": "x@example.com"], name: "b")
        #expect(try await company.persons() == [["s1", "s2"], ["a"], ["b"]])
        for name in ["s3", "s4"] { _ = try await Self.shop(company.engine, name, email) }
        #expect(try await company.persons().count == 6)
        for name in ["s1", "s2"] { _ = try await Self.shop(company.engine, name, [.set(.profile, "email", .null)]) }
        #expect(try await company.persons() == [["s1"], ["s2"], ["s3", "s4"], ["a"], ["b"]])
        try await company.chat("b", ["email": .null])
        #expect(try await company.persons() == [["s1"], ["s2"], ["s3", "s4", "a"], ["b"]])
        #expect(try await PersonsAudit.problems(of: company.engine) == [])
    }

    /// Three verified carriers are at the limit, and one stranger ties them: the fourth is still one too many.
    @Test func aStrangerWhoTiesVerifiedCarriersDoesNotHideHowManyTheyAre() async throws {
        let company = try TestCompany(Self.policy)
        func carrier(_ number: Int) async throws {
            _ = try await Self.shop(
                company.engine, "s\(number)",
                [.set(.profile, "email", "x@example.com"), .set(.profile, "customer", .string("c\(number)"))])
        }
        let tags: JSONObject = ["email": "x@example.com", "crmId": "c1", "a:crmId": "c2", "b:crmId": "c3"]
        try await company.chat("w", tags)
        for number in 1...3 { try await carrier(number) }
        for name in ["v1", "v2"] { try await company.chat(name, ["email": "x@example.com"], name: name) }
        try await company.chat("v2", ["email": .null])
        try await carrier(4)
        #expect(try await PersonsAudit.problems(of: company.engine) == [])
    }

    /// What is remembered of a value is what a fresh count of its carriers says, after every write.
    @Test(arguments: [(seed: 1, carriers: 24, above: 8), (2, 40, 12), (3, 120, 16), (4, 60, 3)])
    func theRememberedAnswerIsThatOfAFreshCount(seed: UInt64, carriers: Int, above: Int) async throws {
        let company = try TestCompany(seed: seed) {
            Self.policy(&$0)
            $0.sharedAbove = above
        }
        var generator = SeededGenerator(seed: seed)
        var seen: Set<Sharing> = []
        let movers = min(carriers, 40)
        for account in movers..<max(movers, carriers) {
            // Of few names or of few customers, so that the many are not many classes.
            let (section, mark) = account % 3 == 0 ? (FieldSection.tags, "name") : (.profile, "customer")
            let email = FieldChange.set(section, "email", "x@example.com")
            let one = FieldChange.set(.profile, mark, .string("k\(account % (above / 2))"))
            _ = try await company.engine.upsert(Self.write(of: account, [email, one]))
        }
        for step in 1...120 {
            // From few names to many and back, so that the number of classes crosses the limit again and again.
            let variety = [2, above, 4 * above][step / 20 % 3]
            let account = Int.random(in: 0..<movers, using: &generator)
            let write = Self.write(of: account, variety: variety, using: &generator)
            _ = try await company.engine.upsert(write)
            let (remembered, fresh) = try await Self.sharing(company.engine, above: above)
            try #require(remembered == fresh, "seed \(seed), step \(step): \(write)")
            seen.insert(fresh)
        }
        #expect(seen.count > 1)
    }

    /// The one value that all carry, and what makes one class of several carriers.
    private static func write(of account: Int, variety: Int, using generator: inout SeededGenerator) -> AccountWrite {
        let isChat = account % 3 == 0
        let section = isChat ? FieldSection.tags : .profile
        let email: JSONValue = generator.once(in: 4) ? .null : "x@example.com"
        var changes: [FieldChange] = [.set(section, "email", email)]
        let name = "Name \(Int.random(in: 0..<variety, using: &generator))"
        changes.append(.set(.profile, "name", .string(name)))
        for tag in isChat ? ["crmId", "a:crmId"] : ["customer"] {
            let customer = "c\(Int.random(in: 0..<variety, using: &generator))"
            changes.append(.set(section, tag, generator.once(in: 2) ? .null : .string(customer)))
        }
        return write(of: account, changes)
    }

    /// Every third account is a chat, which only declares what it says.
    private static func write(of account: Int, _ changes: [FieldChange]) -> AccountWrite {
        AccountWrite(
            space: account % 3 == 0 ? TestCompany.chats : Space(vendor: "shop"),
            match: .tags(["id": "\(account)"], discriminateBy: ["id"]),
            changes: changes
        )
    }

    private static func sharing(_ engine: IdentityEngine, above: Int) async throws -> (Sharing, Sharing) {
        let (secret, value) = (engine.store.secret, Identifier(.email, "x@example.com"))
        return try await engine.store.read { lookup in
            let table = IdentifierTable(policy: lookup.catalogue.policyVersion, connection: lookup.connection)
            let fingerprint = IdentifierFingerprint(of: value, key: secret)
            let remembered = try table.sharing(of: fingerprint)?.sharing ?? .usable
            let accounts = try PersonsSnapshot.accounts(lookup).map(lookup.catalogue.rules.evidence)
            let count = CarrierCount(of: value, accounts)
            let fresh = count.sharing(above: above)
            // Without a verified carrier it is nobody's, by either word.
            return (count.verified == 0 && remembered == .sharedByDeclared ? fresh : remembered, fresh)
        }
    }
}
