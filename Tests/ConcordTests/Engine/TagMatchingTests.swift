import ConcordTesting
import Testing

@testable import Concord

/// Matching by tags against the slow, obvious model: both semantics, any list, past the bound, while lists are built,
/// in the store and with a matcher in memory.
@Suite struct TagMatchingTests {
    private static let space = Space(vendor: "chat", scope: "bot")

    struct Case: Sendable, CustomTestStringConvertible {
        let seed: UInt64
        let matching: SpaceOptions.Matching
        let bound: Int
        let isResident: Bool
        var testDescription: String {
            "seed \(seed), \(matching.rawValue), bound \(bound)\(isResident ? ", in memory" : "")"
        }
    }

    private static let cases: [Case] = [SpaceOptions.Matching.exactSet, .containment].flatMap { matching in
        [0, 1, 8].flatMap { bound in
            (UInt64(0)..<4).flatMap { seed in
                [false, true].map { Case(seed: seed, matching: matching, bound: bound, isResident: $0) }
            }
        }
    }

    @Test(arguments: cases)
    func findsAndMakesTheAccountsThatTheModelDoes(_ test: Case) async throws {
        let temporary = try TemporaryStore()
        var options = SpaceOptions()
        options.matching = test.matching
        let policy = ResolutionPolicy(spaces: ["chat": options])
        // Two engines on one file, as two processes have them: neither knows what the other has registered.
        let engines = try [UInt64(1), 2].map { seed in
            try temporary.open(seed: seed) {
                $0.policy = policy
                $0.maximumRequestedDiscriminators = test.bound
                $0.residentMatching = test.isResident
                $0.registrationSlice = 7
            }
        }
        var generator = SeededGenerator(seed: test.seed)
        var model = TagStoreModel(matching: test.matching)
        var ids: [AccountID] = []
        for step in 0..<150 {
            let comment: Comment = "\(test), step \(step)"
            let engine = generator.pick(engines)
            let tags = Self.tags(using: &generator)
            let names = Self.names(using: &generator)
            if generator.once(in: 3) {
                let found = try await engine.match(tags: Tags(tags), discriminateByTags: names, in: Self.space)
                let expected = model.matches(tags.asDictionary, discriminateBy: names)
                #expect(found?.id == expected.first.map { ids[$0] }, comment)
                #expect(found?.isAmbiguous ?? false == (expected.count > 1), comment)
            } else if generator.once(in: 12), let place = model.entries.indices.randomElement(using: &generator) {
                guard model.entries[place] != nil else { continue }
                model.delete(place)
                try await engine.delete(.id(ids[place]))
            } else {
                let removed = generator.once(in: 4) ? ["c"] : []
                let kept = tags.filter { !removed.contains($0.name) }
                let write = AccountWrite(
                    space: Self.space,
                    match: .tags(Tags(kept), discriminateBy: names),
                    changes: removed.map { .set(.tags, $0, .null) }
                )
                let outcome = try await engine.upsert(write)
                let expected = model.upsert(kept.asDictionary, removing: removed, discriminateBy: names)
                if expected.created { ids.append(outcome.account.id) }
                #expect(outcome.created == expected.created, comment)
                #expect(outcome.account.id == ids[expected.place], comment)
                #expect(outcome.isAmbiguous == expected.isAmbiguous, comment)
                let stored = outcome.account.tags.pairs.map { (name: $0.name, value: $0.value) }
                #expect(stored.asDictionary == model.entries[expected.place]?.tags, comment)
            }
        }
        try await Self.checkMatchKeys(of: engines[0])
    }

    /// Every fingerprint in the store is that of an account's tags, and none is missing.
    private static func checkMatchKeys(of engine: IdentityEngine) async throws {
        let accounts = try await engine.accounts(in: space, limit: 10_000)
        let record = try #require(try await engine.store.read { $0.catalogue.spaces[space] })
        let stored = try await MatchKeys.all(in: engine)
        var expected: Set<MatchKeys.Row> = []
        for discriminator in record.discriminators where discriminator.state == .ready {
            for account in accounts {
                let key = engine.store.secret
                guard let print = TagFingerprint(of: account.tags, discriminator.discriminator, key: key) else {
                    continue
                }
                expected.insert(
                    MatchKeys.Row(discriminator: discriminator.id, fingerprint: print, account: account.number)
                )
            }
        }
        let ready = Set(record.discriminators.filter { $0.state == .ready }.map(\.id))
        #expect(stored.filter { ready.contains($0.discriminator) } == expected)
    }

    private static func tags(using generator: inout SeededGenerator) -> [(name: String, value: String)] {
        ["a", "b", "c", "d"].compactMap { name in
            generator.once(in: 2) ? (name: name, value: generator.pick(["1", "2"])) : nil
        }
    }

    private static func names(using generator: inout SeededGenerator) -> [String]? {
        if generator.once(in: 2) { return nil }
        return ["a", "b", "c", "d"].filter { _ in generator.once(in: 3) }
    }
}

extension [(name: String, value: String)] {
    fileprivate var asDictionary: [String: String] {
        Dictionary(uniqueKeysWithValues: map { ($0.name, $0.value) })
    }
}
