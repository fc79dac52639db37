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
    var threads = 1

    /// The clusters over `count` profiles; `edges` come best first.
    ///
    /// Costs, besides the edges, the pairs across the clusters that are joined. What no chain of edges connects is judged apart, on
    /// several threads.
    func clusters(count: Int, edges: [Edge]) -> UnionFind {
        let sets = UnionFind(count: count)
        let strangers = Strangers(separate)
        for pair in linked where !strangers.keepApart(pair.a, pair.b, sets) { sets.join(pair.a, pair.b) }
        let edges = edges.prefix { $0.weight >= matchWeight }
        let pieces = pieces(count: count, edges: edges)
        _ = Parallel.map(pieces.count, threads: threads, worker: { Scratch(caches: scorer.comparer.caches()) }) {
            scratch, piece in
            for number in pieces[piece] {
                let pair = edges[Int(number)].pair
                let (a, b) = (sets.find(pair.a), sets.find(pair.b))
                if a != b, !strangers.keepApart(a, b, sets), mayJoin(a, b, sets, &scratch) { sets.join(a, b) }
            }
        }
        return sets
    }

    /// The numbers of the edges in their order, cut so that no piece is connected with another.
    private func pieces(count: Int, edges: ArraySlice<Edge>) -> [[UInt32]] {
        let connected = UnionFind(count: count)
        // Whoever asks about strangers looks at the sets of both.
        for pair in linked + separate { connected.join(pair.a, pair.b) }
        for edge in edges { connected.join(edge.pair.a, edge.pair.b) }
        var pieces = [[UInt32]](repeating: [], count: 64)
        for (number, edge) in edges.enumerated() {
            pieces[Int(connected.find(edge.pair.a)) * pieces.count / count].append(UInt32(number))
        }
        return pieces
    }

    private func mayJoin(_ a: UInt32, _ b: UInt32, _ sets: UnionFind, _ scratch: inout Scratch) -> Bool {
        if !cleanSources.isEmpty, haveOne(cleanSources, sets.members(of: a), sets.members(of: b)) { return false }
        if areMarkedApart(a, b, sets) { return false }
        let size = sets.size(of: a) + sets.size(of: b)
        guard size > 2 else { return true }
        scratch.pairs.removeAll(keepingCapacity: true)
        let right = sets.members(of: b, limit: asked)
        for x in sets.members(of: a, limit: asked) {
            for y in right { scratch.pairs.append(ProfilePair(a: min(x, y), b: max(x, y))) }
        }
        scorer.comparer.compare(scratch.pairs, into: &scratch.patterns, caches: &scratch.caches)
        return evidence(scratch.pairs, scratch.patterns) >= demand(Float(size))
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

    /// Whether a value, which is not 0, occurs among both.
    private func haveOne(_ values: [UInt32], _ left: [UInt32], _ right: [UInt32]) -> Bool {
        let known = left.map { values[Int($0)] }
        return right.contains { values[Int($0)] != 0 && known.contains(values[Int($0)]) }
    }

    /// Whether two sets have different marks of a kind; those of one set are equal.
    private func areMarkedApart(_ a: UInt32, _ b: UInt32, _ sets: UnionFind) -> Bool {
        guard !marks.isEmpty else { return false }
        let (left, right) = (sets.members(of: a), sets.members(of: b))
        return marks.contains { marks in
            let known = left.lazy.map { marks[Int($0)] }.first { $0 != 0 }
            return known.map { known in right.contains { marks[Int($0)] != 0 && marks[Int($0)] != known } } ?? false
        }
    }

    /// Buffers and caches of one thread.
    private struct Scratch {
        var caches: PairCaches
        var pairs: [ProfilePair] = []
        var patterns: [ComparisonPattern] = []
    }
}

/// For each profile those that a decision keeps apart from it.
private struct Strangers: Sendable {
    private var ofProfile: [UInt32: [UInt32]] = [:]

    init(_ pairs: [ProfilePair]) {
        for pair in pairs {
            ofProfile[pair.a, default: []].append(pair.b)
            ofProfile[pair.b, default: []].append(pair.a)
        }
    }

    /// Whether a decision has one profile in the set of each.
    func keepApart(_ a: UInt32, _ b: UInt32, _ sets: UnionFind) -> Bool {
        guard !ofProfile.isEmpty else { return false }
        let other = sets.find(b)
        return sets.members(of: a).contains { member in
            ofProfile[member]?.contains { sets.find($0) == other } ?? false
        }
    }
}
