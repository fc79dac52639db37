import ConcordTesting
import Testing

@testable import Concord

/// A human's word is over what a run finds, and answers what it asks.
@Suite struct LinkingDecisionTests {
    private static func reference(_ id: AccountID) -> PersonReference { .account(.id(id)) }

    @Test(arguments: [1, 2] as [UInt64]) func whatIsDecidedHoldsAgainstEveryRun(seed: UInt64) async throws {
        let store = try await LinkedStore(seed: seed)
        let clusters = try await store.clusters()
        let pair = try #require(clusters.filter { $0.count > 1 }.map { $0.sorted() }.min { $0[0] < $1[0] })
        let strangers = clusters.filter { $0.count == 1 }.flatMap { $0 }.sorted()
        try await store.engine.separate(Self.reference(pair[0]), Self.reference(pair[1]))
        try await store.engine.join(Self.reference(strangers[0]), Self.reference(strangers[1]))
        let decided = try await store.clusters()
        try await store.link()
        let persons = try await store.persons()
        #expect(persons == decided, "seed \(seed)")
        #expect(!persons.contains { $0.isSuperset(of: pair[0...1]) })
        #expect(persons.contains { $0.isSuperset(of: strangers[0...1]) })
    }

    @Test func aDecisionAfterTheRunPartsWhatALinkJoined() async throws {
        let store = try await LinkedStore(seed: 3)
        try await store.link()
        let link = try #require(try await store.links().first { $0.state == .accepted })
        try await store.engine.separate(Self.reference(link.a), Self.reference(link.b))
        #expect(!(try await store.persons().contains { $0.isSuperset(of: [link.a, link.b]) }))
        let clusters = try await store.clusters()
        #expect(!clusters.contains { $0.isSuperset(of: [link.a, link.b]) })
        try await store.link()
        #expect(try await store.persons() == clusters)
    }

    @Test func aDecisionOnAnErasedAccountHoldsForWhoeverItWasTheSameAs() async throws {
        let store = try await LinkedStore(seed: 4)
        let cluster = try #require(
            try await store.clusters().filter { $0.count > 1 }.map { $0.sorted() }.min { $0[0] < $1[0] })
        let alias = try await store.engine.upsert(AccountWrite(space: Space(vendor: "shop"), match: .key("alias")))
            .account.id
        try await store.engine.join(Self.reference(alias), Self.reference(cluster[0]))
        try await store.engine.separate(Self.reference(alias), Self.reference(cluster[1]))
        try await store.engine.delete(.id(alias))
        let clusters = try await store.clusters()
        #expect(!clusters.contains { $0.isSuperset(of: cluster[0...1]) })
        try await store.link()
        #expect(try await store.persons() == clusters)
    }

    @Test func aPossibleLinkIsAQuestionUntilSomebodyAnswers() async throws {
        let store = try await LinkedStore(seed: 5)
        let run = try await store.link(possible: 0.001)
        let asked = try await store.questions()
        #expect(asked.count == run.summary.possible)
        try #require(asked.count > 1)
        try await store.engine.join(Self.reference(asked[0].a), Self.reference(asked[0].b))
        try await store.engine.separate(Self.reference(asked[1].a), Self.reference(asked[1].b))
        let left = try await store.questions()
        #expect(!left.contains(asked[0]) && !left.contains(asked[1]))
        // Nor does the next run ask again.
        try await store.link(possible: 0.001)
        let later = try await store.questions()
        #expect(!later.contains(asked[0]) && !later.contains(asked[1]))
        #expect(try await store.problems() == [])
    }

    @Test func aQuestionThatALaterRunDoesNotAskIsClosed() async throws {
        let store = try await LinkedStore(seed: 6)
        try await store.link(possible: 0.001)
        let asked = try await store.questions().count
        let run = try await store.link(possible: 0.5)
        let left = try await store.questions().count
        #expect(left == run.summary.possible)
        #expect(left < asked)
        #expect(try await store.problems() == [])
    }
}

extension LinkedStore {
    /// The pairs that wait for a human.
    struct Question: Hashable { let a, b: AccountID }

    fileprivate func questions() async throws -> [Question] {
        try await engine.reviews(limit: 10_000).compactMap { review in
            if case .possible(let a, let b) = review.item.subject { Question(a: a, b: b) } else { nil }
        }
    }
}
