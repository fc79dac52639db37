import ConcordTesting
import Testing

@testable import Concord

/// No id ever breaks, whatever happens (design.md 5, "A person's id never breaks"), and at any moment the store is what
/// the pure function makes of its accounts and decisions.
@Suite struct LastingIDTests {
    static func policy(_ change: (inout ResolutionPolicy) -> Void) -> ResolutionPolicy {
        var policy = ResolutionPolicy()
        change(&policy)
        return policy
    }

    static let policies = [
        policy { $0.sharedAbove = 3 },
        policy { $0.sharedAbove = 1 },
        policy { $0.kinds = [KindOption(.customerID), KindOption(.email, limit: 1)] },
        policy { $0.kinds = [KindOption(.phone), KindOption(.email), KindOption(.customerID, limit: 2)] },
        policy {
            $0.sharedAbove = 2
            $0.identifiers = ["botpress": [IdentifierOption(kind: "customerId", from: "tags.crmId")]]
        },
        policy {
            $0.blocked = ["office@*"]
            $0.spaces = ["usercom": SpaceOptions(isClean: false)]
        },
    ]

    /// What every id leads to, by the engine and by the log.
    private static func problems(_ company: RandomCompany, _ fold: EventFold) async throws -> [String] {
        var problems = fold.gaps.map { "event \($0) comes after a gap" }
        let accounts = try await company.engine.store.read { lookup in
            try Dictionary(uniqueKeysWithValues: PersonsSnapshot.accounts(lookup).map { ($0.id, $0.person) })
        }
        if fold.persons != accounts { problems.append("the log tells \(fold.persons), not \(accounts)") }
        for id in company.ids {
            let told = fold.person(of: id)
            switch try await company.engine.person(.person(PersonID(of: id))) {
            case .person(let person):
                if person.id != told { problems.append("\(id) leads to \(person.id), not to \(told as Any)") }
                if !person.ids.contains(PersonID(of: id)) { problems.append("\(person.id) does not list \(id)") }
                if person.ids.first != person.id { problems.append("\(person.id) has a smaller id") }
            case .tombstone:
                if let told { problems.append("\(id) leads to a tombstone, not to \(told)") }
            case nil: problems.append("\(id) leads nowhere")
            }
        }
        return problems
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func everyIDLeadsToOnePersonOrATombstoneAtEveryStep(seed: UInt64) async throws {
        let engine = try TemporaryStore().open(seed: seed) {
            $0.durability = .normal
            $0.policy = Self.policies[Int(seed) % Self.policies.count]
        }
        var company = RandomCompany(engine, seed: seed, policies: Self.policies)
        var fold = EventFold()
        var newest: Int64 = 0
        for step in 1...90 {
            let act = try await company.act()
            for event in try await engine.events(after: newest) {
                fold.add(event)
                newest = event.seq
            }
            let problems = try await PersonsAudit.problems(of: engine) + Self.problems(company, fold)
            try #require(problems.isEmpty, "seed \(seed), step \(step): \(act)\n\(problems.joined(separator: "\n"))")
        }
        try engine.close()
    }
}

extension SpaceOptions {
    init(isClean: Bool) {
        self.init()
        self.isClean = isClean
    }
}
