import ConcordTesting
import Testing

@testable import Concord

/// A new policy and a rebuild give what a fresh store with that policy has (design.md 5, "The policy lives in the
/// database").
@Suite struct PolicyChangeTests {
    private static func open(_ store: TemporaryStore, _ policy: ResolutionPolicy?, seed: UInt64 = 1) throws
        -> IdentityEngine
    {
        try store.open(seed: seed) {
            $0.durability = .normal
            $0.policy = policy
        }
    }

    /// What a fresh store with a policy makes of writes.
    private static func fresh(_ writes: [AccountWrite], _ policy: ResolutionPolicy) async throws -> PersonsSnapshot {
        let engine = try open(TemporaryStore(), policy)
        for result in await engine.upsert(batch: writes) { _ = try result.get() }
        defer { try? engine.close() }
        return try await PersonsSnapshot(engine)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func aRebuildGivesWhatAFreshStoreHas(seed: UInt64) async throws {
        let history = History(seed: seed, count: 80)
        let engine = try Self.open(TemporaryStore(), LastingIDTests.policies[0])
        for result in await engine.upsert(batch: history.writes) { _ = try result.get() }
        for (place, policy) in LastingIDTests.policies.enumerated() {
            try await engine.rebuild(policy: policy)
            let found = try await PersonsSnapshot(engine)
            let expected = try await Self.fresh(history.writes, policy)
            try #require(found == expected, "seed \(seed), policy \(place)")
            #expect(try await PersonsAudit.problems(of: engine) == [])
            #expect(try await engine.policy() == policy)
        }
        // A rebuild by the same policy changes no row.
        let before = try await PersonsTables(
            engine, ["person": ["id", "properties"], "review": ["subject", "opened_at"]])
        try await engine.rebuild()
        let after = try await PersonsTables(
            engine, ["person": ["id", "properties"], "review": ["subject", "opened_at"]])
        #expect(after == before)
    }

    /// The process ends after every slice, and another writes before the next one.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func aRebuildThatIsInterruptedAtEverySliceGivesTheSame(seed: UInt64) async throws {
        let (store, history) = (try TemporaryStore(), History(seed: seed, count: 140))
        var engine = try Self.open(store, LastingIDTests.policies[1])
        var written = 80
        for result in await engine.upsert(batch: Array(history.writes[..<written])) { _ = try result.get() }
        var wanted = LastingIDTests.policies[2]
        try await engine.store.queue.write { [wanted] in try $0.beginRebuild(wanted) }
        var slices = 0
        while try await Self.slice(engine) {
            slices += 1
            if slices == 4 {
                wanted = LastingIDTests.policies[Int(seed) % 2 == 0 ? 4 : 3]
                try await engine.store.queue.write { [wanted] in try $0.beginRebuild(wanted) }
            }
            try engine.close()
            engine = try Self.open(store, nil, seed: UInt64(slices + 1))
            #expect(try await engine.pendingCount() == nil)
            if written < history.writes.count {
                _ = try await engine.upsert(history.writes[written])
                written += 1
            }
        }
        #expect(slices > 8)
        let found = try await PersonsSnapshot(engine)
        let expected = try await Self.fresh(Array(history.writes[..<written]), wanted)
        try #require(found == expected, "seed \(seed)")
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    @Test func aRebuildWithWritersGivesTheSame() async throws {
        let history = History(seed: 9, count: 120)
        let engine = try Self.open(TemporaryStore(), LastingIDTests.policies[0])
        for result in await engine.upsert(batch: Array(history.writes[..<60])) { _ = try result.get() }
        let policy = LastingIDTests.policies[4]
        try await engine.store.queue.write { try $0.beginRebuild(policy) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for write in history.writes[60...] { _ = try await engine.upsert(write) } }
            group.addTask { while try await Self.slice(engine) {} }
            try await group.waitForAll()
        }
        #expect(try await PersonsSnapshot(engine) == Self.fresh(history.writes, policy))
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    /// Decisions, pins and erasures too, with what one run of a rebuild remembers between its slices.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func whateverHappensBetweenSlicesIsInTheResult(seed: UInt64) async throws {
        let engine = try Self.open(TemporaryStore(), LastingIDTests.policies[0], seed: seed)
        var company = RandomCompany(engine, seed: seed)
        for _ in 0..<60 { _ = try await company.act() }
        for (place, policy) in LastingIDTests.policies.enumerated() {
            try await engine.store.queue.write { try $0.beginRebuild(policy) }
            var resolved: Set<Int64> = []
            while try await Self.slice(engine, &resolved) { _ = try await company.act() }
            let problems = try await PersonsAudit.problems(of: engine)
            try #require(problems.isEmpty, "seed \(seed), policy \(place): \(problems.joined(separator: "\n"))")
        }
    }

    /// Five accounts of a rebuild by another process each time; `false` when it is done.
    private static func slice(_ engine: IdentityEngine) async throws -> Bool {
        var resolved: Set<Int64> = []
        return try await slice(engine, &resolved)
    }

    private static func slice(_ engine: IdentityEngine, _ resolved: inout Set<Int64>) async throws -> Bool {
        let before = resolved
        let (isUnderWay, after) = try await engine.store.queue.write { [readers = engine.store.readers] transaction in
            var resolved = before
            let state = try transaction.rebuildSlice(&resolved, size: 5, readers)
            return (state != nil, resolved)
        }
        resolved = after
        return isUnderWay
    }
}
