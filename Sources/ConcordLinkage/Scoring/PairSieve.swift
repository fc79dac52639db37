/// Finds the pairs of a batch that weigh enough, without comparing the others in full.
///
/// Equal and missing values are weighed at once, and each pair of different values counts as much as the likest values could. Then
/// field after field is compared, and a pair is dropped as soon as even the best of the rest cannot lift it. Most pairs that
/// blocking brings together are gone after their names.
struct PairSieve: Sendable {
    private let scorer: PairScorer
    private let cut: Float
    /// What two equal values weigh, for each field and value.
    private let equalWeights: [[Float]]
    /// The most that two different values of a field can weigh.
    private let best: [Float]
    /// The fields in the order in which they are compared: first those whose comparison takes most away.
    private let order: [Int]

    init(scorer: PairScorer, cut: Float) {
        self.scorer = scorer
        self.cut = cut
        let fields = scorer.comparer.fields
        equalWeights = fields.enumerated().map { index, field in
            zip(field.table.equalLevels, scorer.adjustments[index]).map { level, adjustment in
                scorer.weights[index * Level.count + Int(level)] + adjustment
            }
        }
        let best = fields.indices.map { field in
            (Int(Level.different)..<Int(Level.equalCommonest)).reduce(0) {
                max($0, scorer.weights[field * Level.count + $1])
            }
        }
        let drops = fields.indices.map { best[$0] - scorer.weights[$0 * Level.count + Int(Level.different)] }
        self.best = best
        order = fields.indices.sorted {
            (drops[$1] * fields[$1].cheapness, $0) < (drops[$0] * fields[$0].cheapness, $1)
        }
    }

    /// Appends the pairs that weigh at least the cut.
    func sift(_ pairs: [ProfilePair], caches: inout [PairCache], into edges: inout [Edge]) {
        scorer.comparer.cells.withUnsafeBufferPointer { cells in
            var open = bounded(pairs, cells)
            for field in order where !open.isEmpty { refine(&open, field: field, cells, &caches[field]) }
            edges.append(contentsOf: final(open.map(\.pair), &caches))
        }
    }

    /// What passed all fields, with the chance of a household.
    private func final(_ pairs: [ProfilePair], _ caches: inout [PairCache]) -> [Edge] {
        guard !pairs.isEmpty else { return [] }
        var patterns: [ComparisonPattern] = []
        scorer.comparer.compare(pairs, into: &patterns, caches: &caches)
        return zip(pairs, patterns).map { Edge(pair: $0, weight: scorer.score($0, $1)) }.filter { $0.weight >= cut }
    }

    /// The pairs whose best case reaches the cut, with that bound as their weight.
    private func bounded(_ pairs: [ProfilePair], _ cells: UnsafeBufferPointer<UInt32>) -> [Edge] {
        let fields = scorer.comparer.fields
        var open: [Edge] = []
        open.reserveCapacity(pairs.count)
        for pair in pairs {
            var bound = scorer.prior
            for position in fields.indices {
                let operands = fields[position].operands(pair, cells, width: fields.count)
                if operands.isImplied {
                    continue
                } else if operands.x == operands.y {
                    bound += operands.x == 0 ? 0 : equalWeights[position][Int(operands.x)]
                } else if operands.isTelling {
                    bound += best[position]
                }
            }
            if bound >= cut { open.append(Edge(pair: pair, weight: bound)) }
        }
        return open
    }

    /// Replaces the best case of one field by its comparison.
    private func refine(
        _ open: inout [Edge],
        field: Int,
        _ cells: UnsafeBufferPointer<UInt32>,
        _ cache: inout PairCache
    ) {
        let comparer = scorer.comparer.fields[field]
        let width = scorer.comparer.fields.count
        var kept = 0
        for index in open.indices {
            var edge = open[index]
            let operands = comparer.operands(edge.pair, cells, width: width)
            if operands.x != operands.y, operands.isTelling, !operands.isImplied {
                let level = comparer.level(operands, cache: &cache)
                edge.weight += scorer.weights[field * Level.count + Int(level)] - best[field]
            }
            guard edge.weight >= cut else { continue }
            open[kept] = edge
            kept += 1
        }
        open.removeSubrange(kept...)
    }
}

extension FieldComparer {
    /// Short values of few kinds are compared in less time, mostly from the cache.
    fileprivate var cheapness: Float {
        switch kind {
        case .category, .country, .region, .houseNumber: 4
        case .givenName, .surname, .company: 2
        case .street, .city, .text, .fullName: 0.5
        default: 1
        }
    }
}
