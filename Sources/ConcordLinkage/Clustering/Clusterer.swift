import Foundation

/// Joins profiles into clusters along their best pairs, and judges each cluster as a whole before it grows.
///
/// Connected components would let one wrong pair glue two people together. Here two clusters are joined only when, over all
/// pairs across them and field by field, the evidence for is at least the evidence against (average linkage by field).
struct Clusterer {
    let scorer: PairScorer
    /// The weight from which a pair is a match.
    let matchWeight: Float
    /// For each profile its source if that source holds nobody twice, else 0; empty without such sources.
    var cleanSources: [UInt32] = []
    /// Kinds of marks, each with the mark of every profile, 0 where none: clusters with different marks of a kind stay two.
    var marks: [[UInt32]] = []
    /// Pairs that are one person or two, whatever the evidence.
    var linked: [ProfilePair] = []
    var separate: [ProfilePair] = []
    /// Up to this many rows a person may well have; larger clusters must show more evidence.
    var usualSize: Float = 8
    /// At most so many members of a cluster are asked.
    var asked = 24

    /// The clusters over `count` profiles; `edges` come best first.
    ///
    /// Costs, besides the edges, the pairs across the clusters that are joined.
    func clusters(count: Int, edges: [Edge]) -> UnionFind {
        var state = State(
            sets: UnionFind(count: count),
            caches: scorer.comparer.caches(),
            marks: marks,
            separate: separate
        )
        for pair in linked where !state.areSeparate(pair) { state.join(pair.a, pair.b) }
        for edge in edges {
            guard edge.weight >= matchWeight else { break }
            let (a, b) = (state.sets.find(edge.pair.a), state.sets.find(edge.pair.b))
            if a != b, mayJoin(a, b, &state) { state.join(a, b) }
        }
        return state.sets
    }

    private func mayJoin(_ a: UInt32, _ b: UInt32, _ state: inout State) -> Bool {
        if !cleanSources.isEmpty, !haveDistinctSources(a, b, state.sets) { return false }
        if state.areSeparate(ProfilePair(a: a, b: b)) { return false }
        if state.areMarkedApart(a, b) { return false }
        guard state.sets.sizes[Int(a)] + state.sets.sizes[Int(b)] > 2 else { return true }
        state.pairs.removeAll(keepingCapacity: true)
        let right = state.sets.members(of: b, limit: asked)
        for x in state.sets.members(of: a, limit: asked) {
            for y in right { state.pairs.append(ProfilePair(a: min(x, y), b: max(x, y))) }
        }
        scorer.comparer.compare(state.pairs, into: &state.patterns, caches: &state.caches)
        let rows = Float(state.sets.sizes[Int(a)] + state.sets.sizes[Int(b)])
        return evidence(state.pairs, state.patterns) >= demand(rows)
    }

    /// What speaks for two clusters being one person, in bits: field by field, what the pairs across them show.
    ///
    /// Evidence against counts in full, however few of the pairs know the field: one birthday is known for the whole cluster.
    /// Evidence for counts by the root of the share of the pairs that know it: between the mean over those, by which one
    /// accidental agreement would speak for all members, and the mean over all pairs, which takes missing values for doubt.
    private func evidence(_ pairs: [ProfilePair], _ patterns: [ComparisonPattern]) -> Float {
        var total = scorer.prior
        for field in scorer.comparer.fields.indices {
            var (sum, known): (Float, Float) = (0, 0)
            for (pair, pattern) in zip(pairs, patterns) where pattern.level(of: field) != Level.missing {
                sum += scorer.weight(pair, pattern, field: field)
                known += 1
            }
            guard known > 0 else { continue }
            total += sum < 0 ? sum / known : sum / (known * Float(pairs.count)).squareRoot()
        }
        return total
    }

    /// The weight that a cluster of this size must show: nothing for usual sizes, then more with the square of the doublings (the
    /// tail of a log-normal), since the larger a cluster, the rarer such people are and the more wrong pairs a wrong join makes.
    private func demand(_ size: Float) -> Float {
        let doublings = max(0, log2(size / usualSize))
        return doublings * doublings * 10
    }

    private func haveDistinctSources(_ a: UInt32, _ b: UInt32, _ sets: UnionFind) -> Bool {
        let sources = sets.members(of: a).map { cleanSources[Int($0)] }
        return !sets.members(of: b).contains { cleanSources[Int($0)] != 0 && sources.contains(cleanSources[Int($0)]) }
    }

    /// What changes while clusters grow, and buffers that are used again.
    private struct State {
        var sets: UnionFind
        var caches: [PairCache]
        var pairs: [ProfilePair] = []
        var patterns: [ComparisonPattern] = []
        /// By kind, and by what stands for a set.
        private var marks: [[UInt32]]
        private var strangers: [UInt32: [UInt32]] = [:]

        init(sets: UnionFind, caches: [PairCache], marks: [[UInt32]], separate: [ProfilePair]) {
            self.sets = sets
            self.caches = caches
            self.marks = marks
            for pair in separate {
                strangers[pair.a, default: []].append(pair.b)
                strangers[pair.b, default: []].append(pair.a)
            }
        }

        mutating func join(_ a: UInt32, _ b: UInt32) {
            let (left, right) = (Int(sets.find(a)), Int(sets.find(b)))
            guard let root = sets.join(a, b) else { return }
            for kind in marks.indices { marks[kind][Int(root)] = max(marks[kind][left], marks[kind][right]) }
        }

        /// Whether two sets, each given by what stands for it, have different marks of a kind.
        func areMarkedApart(_ a: UInt32, _ b: UInt32) -> Bool {
            marks.contains { marks in
                let (left, right) = (marks[Int(a)], marks[Int(b)])
                return left != 0 && right != 0 && left != right
            }
        }

        /// Whether a decision has one profile in the cluster of each.
        mutating func areSeparate(_ pair: ProfilePair) -> Bool {
            guard !strangers.isEmpty else { return false }
            let other = sets.find(pair.b)
            for member in sets.members(of: pair.a) {
                for stranger in strangers[member] ?? [] where sets.find(stranger) == other { return true }
            }
            return false
        }
    }
}
