import ConcordTesting
import Synchronization
import Testing

@testable import Concord

/// The matcher of records against the slow, obvious model.
@Suite struct TagMatcherTests {
    /// Accounts that tests change.
    private final class People: TagRecords {
        private let tags = Mutex<[Int64: Tags]>([:])

        func set(_ account: Int64, _ new: Tags) { tags.withLock { $0[account] = new } }

        func forEach(_ body: (Int64, Tags) throws -> Void) throws {
            // In an order of their own: the oldest account need not come first.
            for (account, tags) in tags.withLock({ $0 }) { try body(account, tags) }
        }
    }

    @Test(arguments: [SpaceOptions.Matching.exactSet, .containment], 0..<12 as Range<UInt64>)
    func findsWhatTheModelDoes(_ matching: SpaceOptions.Matching, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let people = People()
        var model = TagStoreModel(matching: matching)
        var stored: [[String: String]] = []
        for _ in 0..<20 {
            stored.append(Self.tags(using: &generator))
            people.set(Int64(stored.count), Tags(stored.last!.pairs))
        }
        let matcher = try TagMatcher(records: people, matching: matching)
        for step in 0..<300 {
            let account = generator.pick(0..<(stored.count + 1))
            if account == stored.count { stored.append([:]) }
            let old = stored[account]
            stored[account] = generator.once(in: 5) ? [:] : Self.tags(using: &generator)
            let new = Tags(stored[account].pairs)
            people.set(Int64(account + 1), new)
            if generator.once(in: 20) {
                try matcher.refresh()
            } else {
                try matcher.update(Int64(account + 1), from: Tags(old.pairs), to: new)
            }
            model = TagStoreModel(matching: matching, entries: stored)
            let tags = Self.tags(using: &generator)
            let names = Self.names(using: &generator)
            let found = try matcher.match(Tags(tags.pairs), discriminateByTags: names)
            let expected = model.matches(tags, discriminateBy: names)
            #expect(found?.account == expected.first.map { Int64($0 + 1) }, "\(matching), seed \(seed), step \(step)")
            #expect(found?.isAmbiguous ?? false == (expected.count > 1), "\(matching), seed \(seed), step \(step)")
        }
    }

    @Test func refusesANumberThatDoesNotFit() throws {
        let people = People()
        people.set(1 << 30, ["id": "1"])
        #expect(throws: ConcordError.self) { try TagMatcher(records: people) }
    }

    @Test func aListIsReadFromTheRecordsAsTheyAreAtItsFirstUse() throws {
        let people = People()
        people.set(7, ["id": "1", "mail": "a"])
        let matcher = try TagMatcher(records: people)
        people.set(9, ["id": "2", "mail": "a"])
        try matcher.update(9, from: Tags(), to: ["id": "2", "mail": "a"])
        let mail = try matcher.list(["mail"])
        #expect(mail.match(["mail": "a", "id": "3"]) == TagMatcher.Match(account: 7, isAmbiguous: true))
        #expect(mail.match(["id": "1"]) == nil)
        people.set(7, Tags())
        try matcher.update(7, from: ["id": "1", "mail": "a"], to: Tags())
        #expect(mail.match(["mail": "a"]) == TagMatcher.Match(account: 9, isAmbiguous: false))
    }

    private static func tags(using generator: inout SeededGenerator) -> [String: String] {
        var tags: [String: String] = [:]
        for name in ["a", "b", "c"] where generator.once(in: 2) { tags[name] = generator.pick(["1", "2"]) }
        return tags
    }

    private static func names(using generator: inout SeededGenerator) -> [String]? {
        if generator.once(in: 2) { return nil }
        return ["a", "b", "c"].filter { _ in generator.once(in: 2) }
    }
}

extension [String: String] {
    fileprivate var pairs: [(name: String, value: String)] { map { (name: $0.key, value: $0.value) } }
}
