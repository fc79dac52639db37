/// Why two rows weigh what they weigh: the prior, then what each field adds.
public struct Waterfall: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public let field: String
        /// The two values, as they were compared.
        public let left: String
        public let right: String
        /// What the comparison found, in words.
        public let level: String
        /// In bits.
        public let weight: Double
    }

    public let rows: RowPair
    /// In bits.
    public let prior: Double
    public let steps: [Step]
    /// What the chance of two people of one household takes away, in bits.
    public let household: Double
    public var weight: Double { steps.reduce(prior + household) { $0 + $1.weight } }
}

extension PairScorer {
    /// Explains a pair of profiles; fields of which nothing is known are left out.
    func waterfall(_ pair: ProfilePair, rows: RowPair) -> Waterfall {
        var caches = comparer.caches()
        var patterns: [ComparisonPattern] = []
        comparer.compare([pair], into: &patterns, caches: &caches)
        let steps = comparer.fields.indices.compactMap { index -> Waterfall.Step? in
            let field = comparer.fields[index]
            let level = patterns[0].level(of: index)
            guard level != Level.missing else { return nil }
            return Waterfall.Step(
                field: field.name,
                left: field.table.values.string(comparer.id(of: pair.a, field: index)),
                right: field.table.values.string(comparer.id(of: pair.b, field: index)),
                level: Level.label(level),
                weight: Double(weight(pair, patterns[0], field: index))
            )
        }
        return Waterfall(
            rows: rows,
            prior: model.priorWeight,
            steps: steps,
            household: Double(householdLoss(pair, patterns[0]))
        )
    }
}

/// The pairs of rows whose weight falls into one bit, as the model expects them.
public struct HistogramBin: Hashable, Sendable {
    /// The lower end, in bits.
    public let weight: Int
    public let ofOnePerson: Double
    public let ofTwo: Double

    /// Weighs patterns by their levels alone: what the very values add evens out over many pairs.
    static func bins(
        _ patterns: [(pattern: ComparisonPattern, count: Double)],
        model: LinkageModel
    ) -> [HistogramBin] {
        let weights = PatternWeights(model)
        var bins: [Int: (one: Double, two: Double)] = [:]
        for (pattern, count) in patterns {
            let weight = weights.weight(pattern)
            let bin = Int(min(60, max(-60, weight)).rounded(.down))
            let share = LinkageModel.probability(weight: weight)
            bins[bin, default: (0, 0)].one += share * count
            bins[bin, default: (0, 0)].two += (1 - share) * count
        }
        return bins.sorted { $0.key < $1.key }
            .map { HistogramBin(weight: $0.key, ofOnePerson: $0.value.one, ofTwo: $0.value.two) }
    }
}
