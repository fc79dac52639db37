import ConcordTesting
import Testing

@testable import Concord

/// Undoing a run leaves persons as they are without it.
@Suite struct UndoingTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func personsAreWhatTheyWere(seed: UInt64) async throws {
        let store = try await LinkedStore(seed: seed, membersAreCustomers: seed % 2 == 0)
        let before = try await store.personTables()
        let run = try await store.link(possible: 0.01)
        #expect(try await store.personTables() != before, "seed \(seed)")
        let undone = try await store.engine.undo(run: try #require(run.id))
        #expect(try await store.personTables() == before, "seed \(seed)")
        #expect(undone.undoneAt != nil)
        #expect(try await store.engine.runs().map(\.undoneAt) == [undone.undoneAt])
        #expect(try await store.events().count { $0.kind == .runUndone } == 1)
        #expect(try await store.problems() == [], "seed \(seed)")
    }

    @Test(arguments: [11, 12] as [UInt64]) func whatWasDecidedMeanwhileStays(seed: UInt64) async throws {
        let (linked, plain) = (try await LinkedStore(seed: seed), try await LinkedStore(seed: seed))
        let run = try await linked.link()
        let accounts = try await linked.accounts().map(\.id)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<12 {
            let (left, right) = (
                PersonReference.account(.id(random.pick(accounts))), PersonReference.account(.id(random.pick(accounts)))
            )
            let isJoin = Bool.random(using: &random)
            // What is one person only by the run would be refused there and not here.
            guard left != right, try await linked.engine.why(left, right) == nil else { continue }
            for store in [linked, plain] {
                if isJoin {
                    try await store.engine.join(left, right)
                } else {
                    try await store.engine.separate(left, right)
                }
            }
        }
        try await linked.engine.undo(run: try #require(run.id))
        #expect(try await linked.personTables() == plain.personTables(), "seed \(seed)")
    }

    @Test func aRunAfterwardsFindsTheSame() async throws {
        let store = try await LinkedStore(seed: 21)
        try await store.link()
        let (persons, links) = (try await store.persons(), try await store.links())
        try await store.engine.undo(run: 1)
        let run = try await store.link()
        #expect(run.id == 2)
        #expect(try await store.persons() == persons)
        #expect(try await store.links() == links)
    }

    @Test func undoingTwiceIsRefused() async throws {
        let store = try await LinkedStore(seed: 22, count: 90)
        try await store.link()
        try await store.engine.undo(run: 1)
        let tables = try await store.personTables()
        let twice = await concordError { try await store.engine.undo(run: 1) }
        #expect(twice?.code == .notFound)
        #expect(twice?.message.hasPrefix("Run 1 was undone at 2023-") == true)
        let never = await concordError { try await store.engine.undo(run: 7) }
        #expect(never?.message == "There is no run 7")
        #expect(try await store.personTables() == tables)
    }

    @Test func nothingIsLinkedOrUndoneWhileARebuildIsUnderWay() async throws {
        let store = try await LinkedStore(seed: 23, count: 90)
        try await store.link()
        try await store.engine.store.queue.write { try $0.beginRebuild(nil) }
        #expect(await concordError { try await store.link(possible: 0.5) }?.code == .busy)
        #expect(await concordError { try await store.engine.undo(run: 1) }?.code == .busy)
    }
}
