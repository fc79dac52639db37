import ConcordTesting
import Foundation
import Testing

@testable import Concord

/// Persons are a function of the accounts' states, and never of the order in which those came about.
@Suite struct AnyOrderTests {
    private static func store(_ writes: [AccountWrite], sharedAbove: Int) async throws -> IdentityEngine {
        let engine = try TemporaryStore().open {
            $0.durability = .normal
            $0.policy = ResolutionPolicy()
            $0.policy?.sharedAbove = sharedAbove
        }
        for result in await engine.upsert(batch: writes) { _ = try result.get() }
        return engine
    }

    /// Making a database costs more than a short history.
    private static func emptyStore(sharedAbove: Int) async throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        let engine = try temporary.open {
            $0.policy = ResolutionPolicy()
            $0.policy?.sharedAbove = sharedAbove
        }
        try engine.close()
        return temporary
    }

    @Test(arguments: [(seed: 1, count: 30, above: 16), (2, 75, 3)])
    func twoHundredPermutationsGiveTheSamePersons(seed: UInt64, count: Int, above: Int) async throws {
        let history = History(seed: seed, count: count)
        let expected = try await PersonsSnapshot(Self.store(history.writes, sharedAbove: above))
        #expect(expected.persons.count > 1)
        let empty = try await Self.emptyStore(sharedAbove: above)
        for permutation in 1...200 as ClosedRange<UInt64> {
            let engine = try empty.copied().open { $0.durability = .normal }
            for result in await engine.upsert(batch: history.permuted(seed: permutation)) { _ = try result.get() }
            let found = try await PersonsSnapshot(engine)
            try engine.close()
            try #require(found == expected, "history \(seed), permutation \(permutation)")
        }
    }

    @Test func eightConcurrentWritersGiveTheSamePersons() async throws {
        let history = History(seed: 5, count: 120)
        let expected = try await PersonsSnapshot(Self.store(history.writes, sharedAbove: 3))
        let engine = try await Self.store([], sharedAbove: 3)
        let queues = Dictionary(grouping: history.writes, by: History.name).sorted { $0.key < $1.key }.map(\.value)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                let mine = queues.enumerated().filter { $0.offset % 8 == writer }.map(\.element)
                group.addTask { for write in mine.joined() { _ = try await engine.upsert(write) } }
            }
            try await group.waitForAll()
        }
        #expect(try await PersonsSnapshot(engine) == expected)
    }
}
