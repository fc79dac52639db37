/// Trains a model on a sample of the pairs that blocking brings together.
struct Training {
    let profiles: Profiles
    let comparer: PairComparer
    let threads: Int
    /// This many pairs are taken at random.
    let randomPairs: Int
    /// About this many pairs are looked at; of fewer, all.
    var sampleSize = 400_000

    /// A trained model and what it was trained on.
    struct Outcome {
        let model: LinkageModel
        let patterns: [(pattern: ComparisonPattern, count: Double)]
    }

    /// How often random rows agree, without looking at any pair: enough to apply a model, not to train one.
    func knownAgreement() -> [RandomAgreement] {
        comparer.fields.map { RandomAgreement(table: $0.table, sampled: Array(repeating: 0, count: Level.count)) }
    }

    func randomAgreement() -> [RandomAgreement] {
        RandomAgreement.sample(comparer, profiles: profiles, pairs: randomPairs, threads: threads)
    }

    func patterns(_ stream: PairStream, expectedPairs: Int) -> [(pattern: ComparisonPattern, count: Double)] {
        let every = UInt64(max(1, expectedPairs / sampleSize))
        let parts = stream.sample(every: every, into: PatternCounts(), scratch: { Scratch(comparer: comparer) }) {
            counts, scratch, pairs in
            scratch.count(pairs, every: every, profiles: profiles, into: &counts)
        }
        var counts = twins()
        for part in parts { counts.add(part) }
        return counts.sorted.map { (pattern: $0.pattern, count: Double($0.count)) }
    }

    func model(
        _ patterns: [(pattern: ComparisonPattern, count: Double)],
        random: [RandomAgreement]
    ) -> LinkageModel {
        let rows = Double(profiles.rowCount)
        let totalPairs = max(1, rows * (rows - 1) / 2)
        // Before anything is known, every second row is taken to have one double.
        let initial = Expectation.initial(
            fields: comparer.fields,
            random: random,
            prior: min(0.1, rows / 2 / totalPairs)
        )
        return Expectation(patterns: patterns, random: random, totalPairs: totalPairs).estimate(from: initial)
    }

    private struct Scratch {
        var caches: PairCaches
        var patterns: [ComparisonPattern] = []
        let comparer: PairComparer

        init(comparer: PairComparer) {
            self.comparer = comparer
            caches = comparer.caches()
        }

        mutating func count(
            _ pairs: [ProfilePair],
            every: UInt64,
            profiles: Profiles,
            into counts: inout PatternCounts
        ) {
            comparer.compare(pairs, into: &patterns, caches: &caches)
            for (pair, pattern) in zip(pairs, patterns) {
                let rows = profiles.multiplicity(Int(pair.a)) * profiles.multiplicity(Int(pair.b))
                counts.add(pattern, UInt64(rows) * every)
            }
        }
    }

    /// Equal rows: pairs of a profile with itself.
    private func twins() -> PatternCounts {
        let pairs = (0..<UInt32(profiles.count)).filter { profiles.multiplicity(Int($0)) > 1 }
            .map { ProfilePair(a: $0, b: $0) }
        var scratch = Scratch(comparer: comparer)
        comparer.compare(pairs, into: &scratch.patterns, caches: &scratch.caches)
        var counts = PatternCounts()
        for (pair, pattern) in zip(pairs, scratch.patterns) {
            let rows = profiles.multiplicity(Int(pair.a))
            counts.add(pattern, UInt64(rows * (rows - 1) / 2))
        }
        return counts
    }
}
