import ConcordTesting
import Foundation
import Testing

@testable import ConcordLinkage

@Suite("Scoring") struct ScoringTests {
    /// Three fields with levels drawn independently, for pairs of one person and of two.
    @Test func trainingRecoversPlantedParameters() throws {
        let levels = [Level.different, Level.closeRare, Level.variant, Level.distant].map(Int.init)
        let m = [[0.1, 0.2, 0.6, 0.1], [0.2, 0.5, 0.2, 0.1], [0.05, 0.15, 0.3, 0.5]]
        let u = [[0.95, 0.02, 0.01, 0.02], [0.9, 0.03, 0.02, 0.05], [0.93, 0.01, 0.02, 0.04]]
        let (prior, pairs) = (0.01, 4_000_000.0)
        var patterns: [(pattern: ComparisonPattern, count: Double)] = []
        for combination in 0..<64 {
            let picks = [combination & 3, combination >> 2 & 3, combination >> 4]
            let share = { (of: [[Double]]) in (0..<3).reduce(1.0) { $0 * of[$1][picks[$1]] } }
            let pattern = (0..<3).reduce(ComparisonPattern(0)) {
                $0 | ComparisonPattern(levels[picks[$1]]) << UInt64($1 * 4)
            }
            patterns.append((pattern, pairs * (prior * share(m) + (1 - prior) * share(u))))
        }
        let random = u.indices.map { field -> RandomAgreement in
            var rates = [Double](repeating: 0, count: Level.count)
            for (index, level) in levels.enumerated() {
                rates[level] = prior * m[field][index] + (1 - prior) * u[field][index]
            }
            return RandomAgreement(rates: rates, shares: rates.map { _ in 0 }, pairs: pairs)
        }
        let start = LinkageModel(
            prior: 0.001,
            fields: random.map { random in
                let m = (0..<Level.count).map { levels.contains($0) ? 0.25 : 0 }
                return .init(name: "x", kind: .text, m: m, u: random.rates)
            }
        )
        let model = Expectation(patterns: patterns, random: random, totalPairs: pairs).estimate(from: start)
        #expect(abs(model.prior - prior) < 0.0015)
        for field in 0..<3 {
            for (index, level) in levels.enumerated() {
                #expect(
                    abs(model.fields[field].m[level] - m[field][index]) < 0.03,
                    "m of field \(field) level \(level)"
                )
            }
        }
    }

    @Test(arguments: [3, 4] as [UInt64]) func theSieveFindsWhatFullScoringFinds(seed: UInt64) throws {
        let prepared = try Preparation(Table(rows: Table.people(500, seed: seed)), .people)
        let training = Training(
            profiles: prepared.profiles,
            comparer: prepared.comparer,
            threads: 1,
            randomPairs: 20_000
        )
        let stream = Blocking(prepared, threads: 1).stream
        let random = training.randomAgreement()
        let patterns = training.patterns(stream, expectedPairs: 1)
        let scorer = PairScorer(
            comparer: prepared.comparer,
            model: training.model(patterns, random: random),
            random: random
        )
        let sieve = PairSieve(scorer: scorer, cut: -2, threads: 1)
        let parts = stream.fold(into: (found: [Edge](), all: [ProfilePair]()), scratch: sieve.scratch) {
            #expect(sieve.sift($2, &$1, into: &$0.found) == $2.pairs.count)
            $0.all += $2.pairs
        }
        let found = parts.joined().flatMap(\.found)
        let all = parts.joined().flatMap(\.all)
        var (caches, levels) = (prepared.comparer.caches(), [ComparisonPattern]())
        prepared.comparer.compare(all, into: &levels, caches: &caches)
        let scores = zip(all, levels).map { ($0, scorer.score($0, $1)) }
        let expected = Dictionary(uniqueKeysWithValues: scores.filter { $0.1 >= -2 })
        #expect(Set(found.map(\.pair)) == Set(expected.keys), "seed \(seed)")
        for edge in found { #expect(abs(edge.weight - (expected[edge.pair] ?? 0)) < 0.01, "seed \(seed)") }
    }

    @Test func aRareValueWeighsMoreThanACommonOne() throws {
        let names = (0..<400).map { $0 % 2 == 0 ? "smith" : "rare\($0 / 4)" }
        let rows = [["last name", "city"]] + names.enumerated().map { [$1, "town\($0 % 37)"] }
        let prepared = try Preparation(Table(rows: rows), LinkageConfiguration())
        let training = Training(
            profiles: prepared.profiles,
            comparer: prepared.comparer,
            threads: 1,
            randomPairs: 20_000
        )
        let random = training.randomAgreement()
        let model = Expectation.initial(fields: prepared.comparer.fields, random: random, prior: 0.001)
        let scorer = PairScorer(comparer: prepared.comparer, model: model, random: random)
        let weights = [0, 1].map { row -> Float in
            let profile = prepared.profiles.profileOfRow[row]
            let pair = ProfilePair(a: profile, b: profile)
            return scorer.weight(
                pair,
                ComparisonPattern(
                    prepared.comparer.fields[0].table.equalLevels[Int(prepared.comparer.id(of: profile, field: 0))]
                ),
                field: 0
            )
        }
        #expect(weights[1] > weights[0] + 3)
    }

    @Test func patternCountsAddUpHoweverTheyAreSplit() {
        var (whole, parts) = (PatternCounts(), [PatternCounts(), PatternCounts()])
        for number in 0..<5000 as Range<UInt64> {
            let pattern = ComparisonPattern(Hashing.mix(number) % 2000) << (number % 2 * 64)
            whole.add(pattern, 3)
            parts[Int(number % 2)].add(pattern, 3)
        }
        var sum = PatternCounts()
        for part in parts { sum.add(part) }
        #expect(sum.sorted.map(\.pattern) == whole.sorted.map(\.pattern))
        #expect(sum.sorted.map(\.count) == whole.sorted.map(\.count))
        #expect(whole.sorted.reduce(0) { $0 + $1.count } == 15000)
    }

    @Test func aModelIsReadBackAndApplied() throws {
        let table = Table(rows: Table.people(600, seed: 9))
        let trained = try Linkage(.people).run(table)
        let model = try LinkageModel(decoding: trained.model.encoded())
        #expect(model == trained.model)
        var configuration = LinkageConfiguration.people
        configuration.model = model
        #expect(try Linkage(configuration).run(table).clusters == trained.clusters)
        configuration.ignoredColumns.insert("email")
        let error = try #require(throws: LinkageError.self) { _ = try Linkage(configuration).run(table) }
        #expect(error.code == .usage)
        #expect(throws: LinkageError.self) { _ = try LinkageModel(decoding: Data("{}".utf8)) }
    }
}
