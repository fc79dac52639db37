import ConcordTesting
import Testing

@testable import Concord

/// A matcher of a store, which catches up with what engines write to it.
@Suite struct StoredMatcherTests {
    private static let space = Space(vendor: "chat", scope: "bot")

    private static func write(_ tags: Tags, _ names: [String]? = nil, removing: [String] = []) -> AccountWrite {
        AccountWrite(
            space: space,
            match: .tags(tags, discriminateBy: names),
            changes: removing.map { .set(.tags, $0, .null) }
        )
    }

    @Test func answersAsOfItsPositionAndCatchesUp() async throws {
        let temporary = try TemporaryStore()
        let (engine, other) = (try temporary.open(seed: 1), try temporary.open(seed: 2))
        _ = try await engine.upsert(Self.write(["id": "1", "mail": "a"]))
        let matcher = try engine.tagMatcher(of: Self.space)
        let position = matcher.position
        #expect(try matcher.match(["id": "1", "mail": "a"])?.account == 1)
        _ = try await other.upsert(Self.write(["id": "2", "mail": "a"]))
        #expect(try matcher.match(["id": "2", "mail": "a"]) == nil)
        #expect(matcher.position == position)
        try matcher.refresh()
        #expect(try matcher.match(["id": "2", "mail": "a"])?.account == 2)
        #expect(matcher.position > position)
        #expect(try matcher.match(["mail": "a"], discriminateByTags: ["mail"])?.isAmbiguous == true)
    }

    /// Two engines write; the matcher, once it has caught up, says what the store does.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func saysWhatTheStoreSays(seed: UInt64) async throws {
        let temporary = try TemporaryStore()
        let engines = [try temporary.open(seed: 1), try temporary.open(seed: 2)]
        var generator = SeededGenerator(seed: seed)
        _ = try await engines[0].upsert(Self.write(["a": "0"]))
        if generator.once(in: 2) { try await engines[0].register(discriminator: ["a"], in: Self.space) }
        let matcher = try engines[0].tagMatcher(of: Self.space)
        for step in 0..<80 {
            let engine = generator.pick(engines)
            for _ in 0..<generator.pick(1..<4) {
                if generator.once(in: 10) {
                    try? await engine.delete(.number(Int64(generator.pick(1..<20))))
                } else {
                    let removed = generator.once(in: 3) ? [generator.pick(["a", "b", "c"])] : []
                    let tags = Self.tags(using: &generator)
                    let names = generator.once(in: 3) ? ["a"] : nil
                    _ = try await engine.upsert(Self.write(tags, names, removing: removed))
                }
            }
            try matcher.refresh()
            let tags = Self.tags(using: &generator)
            let names = generator.pick([nil, ["a"], ["b", "c"], []])
            let found = try matcher.match(tags, discriminateByTags: names)
            let expected = try await engine.match(tags: tags, discriminateByTags: names, in: Self.space)
            #expect(found?.account == expected?.number, "seed \(seed), step \(step)")
            #expect(found?.isAmbiguous == expected?.isAmbiguous, "seed \(seed), step \(step)")
        }
    }

    /// What the matcher in memory finds is held against the store: another engine's older twin counts at once.
    @Test func aResidentMatcherNeverAnswersFromAnOlderState() async throws {
        let temporary = try TemporaryStore()
        let resident = try temporary.open(seed: 1) { $0.residentMatching = true }
        let other = try temporary.open(seed: 2)
        let first = try await other.upsert(Self.write(["id": "1"]))
        let second = try await other.upsert(Self.write(["id": "2"]))
        #expect(try await resident.match(tags: ["id": "2"], in: Self.space)?.id == second.account.id)
        let change = AccountWrite(space: Self.space, match: .id(first.account.id), changes: [.set(.tags, "id", "2")])
        _ = try await other.upsert(change)
        let found = try await resident.match(tags: ["id": "2"], in: Self.space)
        #expect(found?.id == first.account.id && found?.isAmbiguous == true)
        try await other.delete(.id(first.account.id))
        let left = try await resident.match(tags: ["id": "2"], in: Self.space)
        #expect(left?.id == second.account.id && left?.isAmbiguous == false)
        #expect(try await resident.match(tags: ["id": "1"], in: Self.space) == nil)
    }

    /// Tasks of two engines write and match at the same time: whoever was answered finds what was written, and a value that
    /// some account has all the time is never absent, however often the matcher catches up meanwhile.
    @Test func whatWasAnsweredIsFoundAtOnce() async throws {
        let temporary = try TemporaryStore()
        let engines = try [UInt64(1), 2].map { seed in try temporary.open(seed: seed) { $0.residentMatching = true } }
        _ = try await engines[0].upsert(Self.write(["id": "always", "n": "0"], ["id"]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (task, engine) in (engines + engines).enumerated() {
                group.addTask {
                    for step in 0..<60 {
                        let id = "\(task).\(step)"
                        #expect(
                            try await engine.match(tags: ["id": id], discriminateByTags: ["id"], in: Self.space) == nil)
                        let made = try await engine.upsert(Self.write(["id": id, "n": "1"], ["id"]))
                        for other in engines {
                            let found = try await other.match(
                                tags: ["id": id], discriminateByTags: ["id"], in: Self.space)
                            #expect(found?.id == made.account.id, "task \(task), step \(step)")
                            let always = try await other.match(
                                tags: ["id": "always"], discriminateByTags: ["id"], in: Self.space)
                            #expect(always?.number == 1, "task \(task), step \(step)")
                        }
                        if step % 3 == 0 { try await engine.delete(.id(made.account.id)) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func tags(using generator: inout SeededGenerator) -> Tags {
        Tags(
            ["a", "b", "c"].compactMap { name in
                generator.once(in: 2) ? (name: name, value: generator.pick(["1", "2"])) : nil
            }
        )
    }
}
