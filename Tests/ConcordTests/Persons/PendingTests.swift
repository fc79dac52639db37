import ConcordTesting
import Testing

@testable import Concord

/// The cap bounds what one write resolves and never what persons are (design.md 5).
@Suite struct PendingTests {
    private static func policy(cap: Int, above: Int) -> ResolutionPolicy {
        LastingIDTests.policy {
            $0.maximumComponent = cap
            $0.sharedAbove = above
        }
    }

    private static func store(_ writes: [AccountWrite], _ policy: ResolutionPolicy) async throws -> IdentityEngine {
        let engine = try TemporaryStore().open {
            $0.durability = .normal
            $0.policy = policy
        }
        for result in await engine.upsert(batch: writes) { _ = try result.get() }
        return engine
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func aSmallCapOnlyPutsOffWhatALargeOneDoes(seed: UInt64) async throws {
        let history = History(seed: seed, count: 90)
        let expected = try await PersonsSnapshot(Self.store(history.writes, Self.policy(cap: 1_000, above: 3)))
        for cap in [2, 4] {
            let engine = try await Self.store(history.writes, Self.policy(cap: cap, above: 3))
            #expect(try await engine.pendingCount() ?? 0 > 0)
            #expect(try await engine.resolvePending() > 0)
            let found = try await PersonsSnapshot(engine)
            try #require(found == expected, "seed \(seed), cap \(cap)")
            #expect(try await PersonsAudit.problems(of: engine) == [])
            #expect(try await engine.pendingCount() == 0)
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func whateverHappensUnderASmallCapIsCaughtUpWith(seed: UInt64) async throws {
        let engine = try await Self.store([], Self.policy(cap: 3, above: 2))
        var company = RandomCompany(engine, seed: seed)
        for step in 1...100 {
            let act = try await company.act()
            let waiting = try await PersonsAudit.problems(of: engine, allowsPending: true)
            try #require(
                waiting.isEmpty, "seed \(seed), step \(step), pending: \(act)\n\(waiting.joined(separator: "\n"))")
            guard step % 4 == 0 else { continue }
            try await engine.resolvePending()
            let problems = try await PersonsAudit.problems(of: engine)
            try #require(problems.isEmpty, "seed \(seed), step \(step): \(act)\n\(problems.joined(separator: "\n"))")
        }
    }

    /// While it counts, the office's phone uses up each customer's limit of one; when it no longer does, everybody's chat
    /// comes to them, also where there are more of them than a write may resolve.
    @Test func aValueThatCeasesToCountFreesMoreThanTheCap() async throws {
        let company = try TestCompany {
            $0.kinds = [KindOption(.customerID), KindOption(.email), KindOption(.phone, limit: 1)]
            $0.maximumComponent = 2
            $0.sharedAbove = 6
        }
        for number in 1...6 {
            let email = JSONValue.string("p\(number)@example.com")
            try await company.customer("c\(number)", ["phone_number": "+15550001111", "email": email])
            try await company.chat("w\(number)", ["phone": .string("+1555000222\(number)"), "email": email])
        }
        try await company.engine.resolvePending()
        #expect(try await company.persons().count == 12)
        try await company.customer("c7", ["phone_number": "+15550001111"])
        try await company.engine.resolvePending()
        #expect(try await company.persons().count == 7)
        #expect(try await PersonsAudit.problems(of: company.engine) == [])
    }
}
