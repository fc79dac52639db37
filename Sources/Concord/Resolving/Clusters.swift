/// A partition of accounts that grows by evidence, and the rules of what may not be joined.
///
/// Two rules, on any number of clusters that evidence would make one:
/// - no decision *different* has an account on each side;
/// - no *quota* is newly exceeded. A clean key space allows one key, a kind of identifiers its limit; more than that is only
///   allowed where one of the clusters has all of it already, because a decision *same* put it there. So such a person
///   still takes evidence that brings nothing new.
struct Clusters {
    /// What the rules look at in a cluster.
    private struct Facts {
        /// The smallest account, which names the cluster.
        var first: Int
        /// What counts against quotas.
        var entries: [Quotas.Entry] = []
        /// The decisions *different*, by position, with an account of the cluster on the left or the right.
        var left: Set<Int> = []
        var right: Set<Int> = []
    }

    private var sets: DisjointSets
    /// By the element that stands for the set.
    private var facts: [Facts]
    private let quotas: Quotas
    private let different: [Decision]

    /// Every account by itself.
    ///
    /// - Parameters:
    ///   - entries: what each account has of the quotas; the positions are those of this array.
    ///   - different: with the positions of both sides' accounts.
    init(
        _ entries: [[Quotas.Entry]],
        _ quotas: Quotas,
        different: [(decision: Decision, left: [Int], right: [Int])]
    ) {
        sets = DisjointSets(count: entries.count)
        self.quotas = quotas
        self.different = different.map(\.decision)
        facts = entries.enumerated().map { Facts(first: $0.offset, entries: $0.element) }
        for (position, sides) in different.enumerated() {
            for index in sides.left { facts[index].left.insert(position) }
            for index in sides.right { facts[index].right.insert(position) }
        }
    }

    /// The clusters that hold these accounts, each once, by their smallest accounts.
    mutating func roots(of accounts: some Sequence<Int>) -> [Int] {
        accounts.map { sets.root(of: $0) }.sorted { facts[$0].first < facts[$1].first }.withoutRepetitions
    }

    /// The smallest account of a cluster.
    func first(of root: Int) -> Int { facts[root].first }

    /// The decision that keeps clusters apart, the first one in order.
    func difference(among roots: [Int]) -> Decision? {
        if different.isEmpty { return nil }
        let left = roots.reduce(into: Set<Int>()) { $0.formUnion(facts[$1].left) }
        let right = roots.reduce(into: Set<Int>()) { $0.formUnion(facts[$1].right) }
        return left.intersection(right).min().map { different[$0] }
    }

    /// Why clusters may not become one; `nil` when they may.
    func obstacle(among roots: [Int]) -> Obstacle? {
        if let decision = difference(among: roots) { return .different(decision) }
        return roots.count < 2 ? nil : quotas.obstacle(among: roots.map { facts[$0].entries })
    }

    /// Makes clusters one.
    mutating func join(_ roots: [Int]) {
        guard roots.count > 1 else { return }
        let all = roots.map { facts[$0] }
        for root in roots { facts[root] = Facts(first: facts[root].first) }
        let joined = roots.dropFirst().reduce(roots[0]) { sets.join($0, $1) }
        facts[joined] = Facts(
            first: all.map(\.first).min() ?? joined,
            entries: Quotas.united(all.map(\.entries)),
            left: all.reduce(into: []) { $0.formUnion($1.left) },
            right: all.reduce(into: []) { $0.formUnion($1.right) }
        )
    }

    /// The clusters, each in ascending order, by their smallest accounts.
    mutating func partition() -> [[Int]] { sets.sets() }
}
