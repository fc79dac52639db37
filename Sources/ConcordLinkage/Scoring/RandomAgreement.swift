/// How often two rows taken at random show each level of a field, given that both have a value.
struct RandomAgreement: Sendable {
    /// By level; sums to 1 over the levels from 1.
    let rates: [Double]
    /// The share of the rows whose value is of the frequency that belongs to the level.
    let shares: [Double]
    /// The number of pairs of rows that both have a value.
    let pairs: Double
}

extension RandomAgreement {
    /// Exact for equal values, which follow from their counts; the other levels from a sample of pairs.
    ///
    /// - Parameter sampled: how many pairs of the sample show each level; equal pairs in it are not used.
    init(table: ValueTable, sampled: [Int]) {
        var rates = [Double](repeating: 0, count: Level.count)
        pairs = max(1, Double(table.filled) * Double(table.filled - 1) / 2)
        var shares = [Double](repeating: 0, count: Level.count)
        for (count, level) in zip(table.counts, table.equalLevels).dropFirst() where count > 0 {
            shares[Int(level)] += Double(count) / Double(table.filled)
            rates[Int(level)] += Double(count) * Double(count - 1) / 2 / pairs
        }
        let compared = Double(max(1, sampled.dropFirst().reduce(0, +)))
        // Pairs that were taken twice tell nothing new: a small file has fewer pairs than the sample.
        let seen = min(compared, pairs)
        for level in Int(Level.distant)..<Int(Level.equalCommonest) {
            let start = Self.initialRate(UInt8(level)) * Self.startPairs
            rates[level] = (Double(sampled[level]) * seen / compared + start) / (seen + Self.startPairs)
        }
        rates[Int(Level.different)] = max(0.001, 1 - rates.dropFirst(2).reduce(0, +))
        self.rates = rates
        self.shares = shares
    }

    /// So many pairs' worth of what is usual go into each estimate: what a few hundred pairs do not show may still be.
    private static let startPairs = 300.0

    /// How often strangers are that alike, before anything is known.
    private static func initialRate(_ level: UInt8) -> Double {
        switch level {
        case Level.distant: 0.01
        case Level.nearCommon, Level.nearRare, Level.variant: 0.002
        default: 0.0005
        }
    }

    /// Compares pairs of rows taken at random (the same ones every time) and counts the levels of each field.
    static func sample(
        _ comparer: PairComparer,
        profiles: Profiles,
        pairs: Int,
        threads: Int
    ) -> [RandomAgreement] {
        let ranges = Parallel.ranges(pairs, threads: threads)
        let parts = Parallel.map(ranges.count, threads: threads) { piece in
            count(comparer, profiles, numbers: ranges[piece])
        }
        return comparer.fields.enumerated().map { index, field in
            var sampled = [Int](repeating: 0, count: Level.count)
            for part in parts { for level in sampled.indices { sampled[level] += part[index][level] } }
            return RandomAgreement(table: field.table, sampled: sampled)
        }
    }

    private static func count(_ comparer: PairComparer, _ profiles: Profiles, numbers: Range<Int>) -> [[Int]] {
        var counts = [[Int]](repeating: Array(repeating: 0, count: Level.count), count: comparer.fields.count)
        var caches = comparer.caches()
        var patterns: [ComparisonPattern] = []
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: batch) {
            let batch = (start..<min(start + batch, numbers.upperBound)).compactMap { pair($0, profiles) }
            comparer.compare(batch, into: &patterns, caches: &caches)
            for pattern in patterns {
                for field in counts.indices { counts[field][Int(pattern.level(of: field))] += 1 }
            }
        }
        return counts
    }

    private static let batch = 512

    private static func pair(_ number: Int, _ profiles: Profiles) -> ProfilePair? {
        let rows = UInt64(profiles.rowCount)
        let hash = Hashing.mix(UInt64(number))
        let first = profiles.profileOfRow[Int(profiles.rows[Int(hash % rows)])]
        let second = profiles.profileOfRow[Int(profiles.rows[Int(Hashing.mix(hash) % rows)])]
        return first == second ? nil : ProfilePair(a: min(first, second), b: max(first, second))
    }
}
