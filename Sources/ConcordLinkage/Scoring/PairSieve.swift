/// Finds the pairs of a run of blocks that weigh enough, without comparing the others in full.
///
/// Equal and missing values are weighed at once, and each pair of different values counts as much as the likest values could. Then
/// field after field is compared, and a pair is dropped as soon as even the best of the rest cannot lift it. Most pairs that
/// blocking brings together are gone after their names.
struct PairSieve: Sendable {
    private let scorer: PairScorer
    private let cut: Float
    /// For each profile and field, four fields a vector, what two values equal to its own weigh.
    private let equalWeights: [SIMD4<Float>]
    /// The most that two different values of a field can weigh, in the same vectors.
    private let best: [SIMD4<Float>]
    /// The fields in the order in which they are compared: first those whose comparison takes most away.
    private let order: [Int]
    private let name: (given: Int, surname: Int)?
    private let street: Int?
    /// The number of vectors that hold the fields of a profile.
    private var chunks: Int { best.count }

    /// What one thread needs: the members of a run with their values side by side, and the pairs that are still open.
    struct Scratch {
        fileprivate var ids: [SIMD4<UInt32>] = []
        fileprivate var equalWeights: [SIMD4<Float>] = []
        /// Pairs of positions in the run, with the most that they can weigh.
        fileprivate var open: [Edge] = []
        fileprivate var patterns: [ComparisonPattern] = []
        fileprivate var caches: PairCaches
    }

    init(scorer: PairScorer, cut: Float, threads: Int) {
        self.scorer = scorer
        self.cut = cut
        let fields = scorer.comparer.fields
        let best = fields.indices.map { field in
            (Int(Level.different)..<Int(Level.equalCommonest)).reduce(0) {
                max($0, scorer.weights[field * Level.count + $1])
            }
        }
        let drops = fields.indices.map { best[$0] - scorer.weights[$0 * Level.count + Int(Level.different)] }
        self.best = stride(from: 0, to: scorer.comparer.width, by: 4).map { first in
            SIMD4((first..<first + 4).map { $0 < best.count ? best[$0] : 0 })
        }
        equalWeights = Self.equalWeights(scorer, threads: threads)
        name = fields.firstIndex { $0.kind == .givenName }.flatMap { given in
            fields[given].crossPosition.map { (given, $0) }
        }
        street = fields.lazy.compactMap(\.implyingPosition).first
        order = fields.indices.sorted {
            (drops[$1] * fields[$1].cheapness, $0) < (drops[$0] * fields[$0].cheapness, $1)
        }
    }

    func scratch() -> Scratch { Scratch(caches: scorer.comparer.caches()) }

    /// Appends the new pairs of the run that weigh at least the cut; returns the number of all its new pairs.
    func sift(_ run: BlockRun, _ scratch: inout Scratch, into edges: inout [Edge]) -> Int {
        gather(run, &scratch)
        let pairs = bound(run, &scratch)
        for field in order where !scratch.open.isEmpty { refine(&scratch, field: field) }
        finish(run, &scratch, into: &edges)
        return pairs
    }

    /// Puts what the members of the run have side by side.
    private func gather(_ run: BlockRun, _ scratch: inout Scratch) {
        let count = run.members.count * chunks
        if scratch.ids.count < count {
            scratch.ids = Array(repeating: .zero, count: count)
            scratch.equalWeights = Array(repeating: .zero, count: count)
        }
        Self.copy(scorer.comparer.rows, of: run.members, chunks: chunks, to: &scratch.ids)
        Self.copy(equalWeights, of: run.members, chunks: chunks, to: &scratch.equalWeights)
    }

    private static func copy<Scalar>(
        _ rows: [SIMD4<Scalar>],
        of members: [UInt32],
        chunks: Int,
        to target: inout [SIMD4<Scalar>]
    ) {
        rows.withUnsafeBufferPointer { rows in
            target.withUnsafeMutableBufferPointer { target in
                for index in members.indices {
                    let row = Int(members[index]) * chunks
                    for chunk in 0..<chunks { target[index * chunks + chunk] = rows[row + chunk] }
                }
            }
        }
    }

    /// Opens the pairs whose best case reaches the cut, with that bound as their weight; returns the number of all new pairs.
    private func bound(_ run: BlockRun, _ scratch: inout Scratch) -> Int {
        var pairs = 0
        var open = scratch.open
        open.removeAll(keepingCapacity: true)
        scratch.open = []
        withValues(scratch) { values in
            run.forEachNewPair { first, second in
                pairs += 1
                let bound =
                    values.isSpecial(first, second) ? specialBound(first, second, values) : values.bound(first, second)
                guard bound >= cut else { return }
                open.append(Edge(pair: ProfilePair(a: UInt32(first), b: UInt32(second)), weight: bound))
            }
        }
        scratch.open = open
        return pairs
    }

    /// The bound where a field has a say in what another tells.
    private func specialBound(_ first: Int, _ second: Int, _ values: RunValues) -> Float {
        var bound = scorer.prior
        let pair = ProfilePair(a: UInt32(first), b: UInt32(second))
        for (position, field) in scorer.comparer.fields.enumerated() {
            let operands = field.operands(pair, values.cells, width: scorer.comparer.width)
            if operands.isImplied {
                continue
            } else if operands.x == operands.y {
                bound += values.equalWeights[first * chunks + position / 4][position % 4]
            } else if operands.isTelling {
                bound += best[position / 4][position % 4]
            }
        }
        return bound
    }

    /// Replaces the best case of one field by its comparison.
    private func refine(_ scratch: inout Scratch, field: Int) {
        let comparer = scorer.comparer.fields[field]
        let most = best[field / 4][field % 4]
        let weights = (0..<Level.count).map { scorer.weights[field * Level.count + $0] - most }
        var open = scratch.open
        var cache = scratch.caches.fields[field]
        scratch.open = []
        scratch.caches.fields[field] = PairCache.none
        var kept = 0
        withValues(scratch) { values in
            for index in open.indices {
                var edge = open[index]
                let operands = comparer.operands(edge.pair, values.cells, width: scorer.comparer.width)
                if operands.x != operands.y, operands.isTelling, !operands.isImplied {
                    edge.weight += weights[Int(comparer.level(operands, cache: &cache))]
                }
                guard edge.weight >= cut else { continue }
                open[kept] = edge
                kept += 1
            }
        }
        open.removeSubrange(kept...)
        scratch.open = open
        scratch.caches.fields[field] = cache
    }

    /// Weighs what passed all fields, with the chance of a household.
    private func finish(_ run: BlockRun, _ scratch: inout Scratch, into edges: inout [Edge]) {
        guard !scratch.open.isEmpty else { return }
        let pairs = scratch.open.map { run.pair(Int($0.pair.a), Int($0.pair.b)) }
        scorer.comparer.compare(pairs, into: &scratch.patterns, caches: &scratch.caches)
        for (pair, pattern) in zip(pairs, scratch.patterns) {
            let weight = scorer.score(pair, pattern)
            if weight >= cut { edges.append(Edge(pair: pair, weight: weight)) }
        }
    }

    private func withValues(_ scratch: Scratch, _ body: (RunValues) -> Void) {
        scratch.ids.withUnsafeBufferPointer { ids in
            scratch.equalWeights.withUnsafeBufferPointer { equalWeights in
                best.withUnsafeBufferPointer { best in
                    let cells = UnsafeRawBufferPointer(ids).bindMemory(to: UInt32.self)
                    body(
                        RunValues(
                            ids: ids,
                            cells: cells,
                            equalWeights: equalWeights,
                            best: best,
                            prior: scorer.prior,
                            name: name,
                            street: street
                        )
                    )
                }
            }
        }
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
