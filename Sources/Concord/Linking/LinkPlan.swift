import ConcordLinkage

/// What a run writes of its result.
///
/// Accepted are the best pairs that make each final cluster one: a spanning tree, without the ties that decisions and
/// identifiers are already. Possible are all pairs across clusters that are at least that.
struct LinkPlan {
    /// Sorted by their pairs; each pair once.
    let links: [Link]
    /// The number of clusters.
    let clusters: Int

    init(_ result: LinkageResult, of input: LinkageInput) {
        var joined = DisjointSets(count: input.accounts.count)
        for pair in input.linked { joined.join(pair.a, pair.b) }
        var links: [Link] = []
        for pair in LinkPlan.bestFirst(result) {
            let isInside = result.clusters[pair.rows.a] == result.clusters[pair.rows.b]
            if isInside {
                if joined.root(of: pair.rows.a) == joined.root(of: pair.rows.b) { continue }
                joined.join(pair.rows.a, pair.rows.b)
            }
            links.append(
                Link(
                    input.accounts[pair.rows.a],
                    input.accounts[pair.rows.b],
                    weight: pair.weight,
                    probability: pair.probability,
                    state: isInside ? .accepted : .possible
                )
            )
        }
        self.links = links.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
        clusters = result.clusterCount
    }

    /// All pairs of rows, ties by the rows: the tree must not depend on how the pairs were found.
    private static func bestFirst(_ result: LinkageResult) -> [ScoredPair] {
        (result.pairs + result.twins).sorted { left, right in
            if left.weight != right.weight { return left.weight > right.weight }
            return (left.rows.a, left.rows.b) < (right.rows.a, right.rows.b)
        }
    }
}
