import ConcordTesting
import Testing

@testable import Concord

/// What is joined and comes apart again is what it was, byte for byte (design.md 5, "Join then split is the identity").
@Suite struct JoinThenSplitTests {
    /// A company after some time, with two of its ids drawn at each turn.
    private static func company(seed: UInt64) async throws -> RandomCompany {
        let engine = try TemporaryStore().open(seed: seed) {
            $0.durability = .normal
            $0.policy = LastingIDTests.policy { $0.sharedAbove = 3 }
        }
        var company = RandomCompany(engine, seed: seed, people: 6)
        for _ in 0..<60 { _ = try await company.act() }
        return company
    }

    /// Decides, withdraws and compares; `false` when the decision is refused, or replaces one that does not come back.
    private static func isIdentity(
        _ engine: IdentityEngine,
        _ note: String,
        _ decide: () async throws -> Int64,
        _ withdraw: () async throws -> [Int64]
    ) async throws -> Bool {
        let before = try await PersonsTables(engine)
        let made: Int64
        do {
            made = try await decide()
        } catch let error as ConcordError where [.notFound, .invalidDecision, .contradiction].contains(error.code) {
            return false
        }
        let replaced = try await DecisionLog(engine).ended.values.contains { $0.replacedBy == made }
        guard try await withdraw() == [made], !replaced else { return false }
        let after = try await PersonsTables(engine)
        try #require(after == before, "\(note): \(after.differences(from: before).joined(separator: "\n"))")
        return true
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func aDecisionThatIsWithdrawnLeavesNothing(seed: UInt64) async throws {
        let company = try await Self.company(seed: seed)
        let engine = company.engine
        var generator = SeededGenerator(seed: seed)
        var joined = 0, separated = 0
        for turn in 1...30 {
            let (first, second) = (generator.pick(company.ids), generator.pick(company.ids))
            let (left, right) = (PersonReference.person(PersonID(of: first)), PersonReference.account(.id(second)))
            // An account against the person that has its id from it: afterwards that id is not the others' any more.
            let bearer = try await company.bearer(of: first)
            if bearer == second { continue }
            let note = "seed \(seed), turn \(turn), \(left) \(right)"
            let withdraw = { try await engine.withdraw(left, right) }
            if try await Self.isIdentity(engine, note, { try await engine.join(left, right) }, withdraw) { joined += 1 }
            if try await Self.isIdentity(engine, note, { try await engine.separate(left, right) }, withdraw) {
                separated += 1
            }
        }
        #expect(joined > 3 && separated > 3)
        try engine.close()
    }

    /// The writes have times of their own, so the account's rows are not what they were; whose they are is. A record
    /// takes the newest of several values, so the touched person's may differ, and the audit looks at it instead.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func aSharedValueThatIsTakenBackLeavesNothing(seed: UInt64) async throws {
        var tables = PersonsTables.everything
        tables["person"] = ["id"]
        let company = try await Self.company(seed: seed)
        let engine = company.engine
        var generator = SeededGenerator(seed: seed)
        var moved = 0
        for turn in 1...30 {
            guard let account = try await engine.account(.id(generator.pick(company.ids))) else { continue }
            let (section, name) = account.space.vendor == .botpress ? (FieldSection.tags, "email") : (.profile, "email")
            let borrowed = "p\(Int.random(in: 0..<6, using: &generator))@example.com"
            let own = account.fields[section, name] ?? .null
            let before = try await PersonsTables(engine, tables)
            for value in [.string(borrowed), own] {
                let change = FieldChange.set(section, name, value)
                _ = try await engine.upsert(
                    AccountWrite(space: account.space, match: .id(account.id), changes: [change]))
                if try await engine.account(.id(account.id))?.person != account.person { moved += 1 }
            }
            let after = try await PersonsTables(engine, tables)
            let note = "seed \(seed), turn \(turn), \(account.id) \(own) \(borrowed)"
            try #require(after == before, "\(note): \(after.differences(from: before).joined(separator: "\n"))")
            let problems = try await PersonsAudit.problems(of: engine)
            try #require(problems.isEmpty, "\(note): \(problems)")
        }
        #expect(moved > 0)
        try engine.close()
    }

    @Test func aPersonThatJoinsAndPartsKeepsItsPinsAndItsRecord() async throws {
        let engine = try TemporaryStore().open { $0.durability = .normal }
        let space = Space(vendor: .userCom, scope: "app")
        for key in ["ada", "bob"] {
            let name = FieldChange.set(.profile, "first_name", .string(key))
            _ = try await engine.upsert(AccountWrite(space: space, match: .key(key), changes: [name]))
        }
        let (ada, bob) = (
            PersonReference.account(.key("ada", in: space)), PersonReference.account(.key("bob", in: space))
        )
        try await engine.pin(ada, "user.name", "Countess")
        try await engine.pin(bob, "user.name", "Robert", Signature(by: "Eve", because: "he said so"))
        let before = try await PersonsTables(engine)
        try await engine.join(bob, ada)
        let joined = try #require(try await engine.person(bob)).living
        #expect(joined?.record.properties["user.name"] == "Robert")
        #expect(joined?.record.provenance["user.name"]?.isPinned == true)
        try await engine.withdraw(ada, bob)
        #expect(try await PersonsTables(engine) == before)
    }
}

extension FoundPerson {
    /// The person; `nil` for a tombstone.
    var living: Person? {
        if case .person(let person) = self { person } else { nil }
    }
}
