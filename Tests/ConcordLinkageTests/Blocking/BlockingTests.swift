import Synchronization
import Testing

@testable import ConcordLinkage

@Suite("Blocking") struct BlockingTests {
    /// Synthetic people ready for blocking.
    private func prepared(_ count: Int, seed: UInt64) throws -> Preparation {
        try Preparation(Table(rows: Table.people(count, seed: seed)), .people)
    }

    private func rules(_ prepared: Preparation) -> [BlockingRule] {
        let fields = prepared.comparer.fields
        func condition(_ kind: FieldKind, isPart: Bool = false) -> BlockingRule.Condition {
            .init(field: fields.firstIndex { $0.kind == kind } ?? 0, isPart: isPart)
        }
        return [
            BlockingRule(conditions: [condition(.email)]),
            BlockingRule(conditions: [condition(.givenName, isPart: true), condition(.company)]),
            BlockingRule(conditions: [condition(.surname, isPart: true)]),
            BlockingRule(conditions: [condition(.givenName), condition(.surname)]),
        ]
    }

    @Test(arguments: [1, 2, 3]) func everyPairOfARuleComesExactlyOnce(threads: Int) throws {
        let prepared = try prepared(400, seed: 5)
        let rules = rules(prepared)
        let keys = BlockingKeys(comparer: prepared.comparer)
        let index = BlockIndex(
            rules: rules,
            comparer: prepared.comparer,
            keys: keys,
            profiles: prepared.profiles.count,
            threads: threads
        )
        let parts = PairStream(index: index, threads: threads).fold(into: [ProfilePair](), scratch: {}) {
            $0 += $2.pairs
        }
        let pairs = parts.joined().flatMap { $0 }
        var expected = Set<ProfilePair>()
        for rule in rules {
            var profilesOfKey: [UInt32: [UInt32]] = [:]
            keys.forEach(0..<prepared.profiles.count, of: rule) { profile, key in
                if key != 0 { profilesOfKey[key, default: []].append(UInt32(profile)) }
            }
            for members in profilesOfKey.values {
                for a in members { for b in members where a < b { expected.insert(ProfilePair(a: a, b: b)) } }
            }
        }
        #expect(Set(pairs) == expected)
        #expect(pairs.count == expected.count)
    }

    @Test(arguments: [1, 7] as [UInt64]) func aSampleIsOfThePairsEachOnce(every: UInt64) throws {
        let prepared = try prepared(400, seed: 6)
        let keys = BlockingKeys(comparer: prepared.comparer)
        let index = BlockIndex(
            rules: rules(prepared),
            comparer: prepared.comparer,
            keys: keys,
            profiles: prepared.profiles.count,
            threads: 1
        )
        let stream = PairStream(index: index, threads: 2)
        let all = Set(stream.fold(into: [ProfilePair](), scratch: {}) { $0 += $2.pairs }.joined().flatMap { $0 })
        let sample = stream.sample(every: every, into: [ProfilePair](), scratch: {}) { $0 += $2 }.flatMap { $0 }
        #expect(Set(sample).count == sample.count)
        #expect(Set(sample).isSubset(of: all))
        let expected = Double(all.count) / Double(every)
        #expect(abs(Double(sample.count) - expected) <= (every == 1 ? 0 : expected / 2))
    }

    @Test func fewRowsAreComparedAllWithAll() throws {
        let prepared = try prepared(300, seed: 1)
        let blocking = Blocking(prepared, threads: 2)
        #expect(blocking.index.rules == [BlockingRule(conditions: [])])
        let pairs = blocking.stream.fold(into: 0, scratch: {}) { $0 += $2.pairs.count }.joined().reduce(0, +)
        #expect(pairs == prepared.profiles.count * (prepared.profiles.count - 1) / 2)
    }

    @Test func chosenRulesKeepToTheBudgetAndDoNotCoverEachOther() throws {
        let prepared = try prepared(2000, seed: 2)
        let keys = BlockingKeys(comparer: prepared.comparer)
        let chooser = RuleChooser(budget: 40_000, threads: 2)
        let (rules, pairs) = chooser.rules(for: prepared.comparer.fields, keys: keys, profiles: prepared.profiles.count)
        #expect(rules.count > 3)
        #expect(pairs <= 40_000)
        for (position, rule) in rules.enumerated() {
            #expect(!rules[..<position].contains { rule.isCovered(by: $0) })
        }
    }

    @Test func namesInEachOthersColumnMeet() throws {
        let rows = [["first name", "last name"], ["joel", "glass"], ["glass", "joel"], ["ann", "other"]]
        let prepared = try Preparation(Table(rows: rows), LinkageConfiguration())
        let rule = BlockingRule(conditions: [.init(field: 0, isPart: false), .init(field: 1, isPart: false)])
        var found: [Int: UInt32] = [:]
        BlockingKeys(comparer: prepared.comparer).forEach(0..<3, of: rule) { found[$0] = $1 }
        let profiles = prepared.profiles.profileOfRow.map(Int.init)
        #expect(found[profiles[0]] == found[profiles[1]])
        #expect(found[profiles[0]] != found[profiles[2]])
    }

    @Test func aHotBlockIsSplitAndReported() throws {
        let rows =
            [["city", "postcode", "last name"]]
            + (0..<1500).map { ["one town", "\(2000 + $0 % 30)", "name\($0)"] } + [["elsewhere", "1", "x"]]
        let prepared = try Preparation(Table(rows: rows), LinkageConfiguration())
        let city = try #require(prepared.comparer.fields.firstIndex { $0.kind == .city })
        let index = BlockIndex(
            rules: [BlockingRule(conditions: [.init(field: city, isPart: false)])],
            comparer: prepared.comparer,
            keys: BlockingKeys(comparer: prepared.comparer),
            profiles: prepared.profiles.count,
            threads: 1
        )
        let block = try #require(index.hotBlocks.first)
        #expect(block.profiles == 1500)
        #expect(block.refinedBy.map { prepared.comparer.fields[$0.field].kind } == .postcode)
        let pairs = PairStream(index: index, threads: 1).fold(into: 0, scratch: {}) { $0 += $2.pairs.count }.joined()
            .reduce(0, +)
        #expect(pairs == 30 * (50 * 49 / 2))
        #expect(block.skippedPairs == 1500 * 1499 / 2 - pairs)
    }

    @Test(arguments: [0, 1, 5, 300, 5000]) func radixSortIsStable(count: Int) {
        let words = (0..<count).map { ((Hashing.mix(UInt64($0)) % 50) << 40) | UInt64($0) }
        var sorted = words
        RadixSort.sort(&sorted, bits: 40, 64)
        #expect(sorted == words.sorted())
    }
}
