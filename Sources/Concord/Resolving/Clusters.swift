/// A partition of accounts that grows by evidence, and the rules of what may not be joined.
///
/// Two rules, on any number of clusters that evidence would make one:
/// - no decision *different* has an account on each side;
/// - no *quota* is newly exceeded. A clean key space allows one key, a kind of identifiers its limit; more than that is only
///   allowed where one of the clusters has all of it already, because a decision *same* put it there. So such a person
///   still takes evidence that brings nothing new.
struct Clusters {
    /// What a person may have only so many different values of.
    enum Quota: Hashable {
        case cleanSpace(Space)
        case kind(Identifier.Kind)
    }

    /// What the rules look at in a cluster.
    private struct Facts {
        /// The smallest account, which names the cluster.
        var first: Int
        /// The values that count against each quota.
        var values: [Quota: Set<Identifier>] = [:]
        /// The decisions *different*, by position, with an account of the cluster on the left or the right.
        var left: Set<Int> = []
        var right: Set<Int> = []
    }

    private var sets: DisjointSets
    /// By the element that stands for the set.
    private var facts: [Facts]
    private let limits: [Identifier.Kind: Int]
    private let different: [Decision]

    /// Every account by itself.
    ///
    /// - Parameters:
    ///   - accounts: the positions are those of this array.
    ///   - quotas: the values of each account that count.
    ///   - different: with the positions of both sides' accounts.
    init(
        count: Int,
        quotas: (Int) -> [(Quota, Identifier)],
        limits: [Identifier.Kind: Int],
        different: [(decision: Decision, left: [Int], right: [Int])]
    ) {
        sets = DisjointSets(count: count)
        self.limits = limits
        self.different = different.map(\.decision)
        facts = (0..<count).map { Facts(first: $0) }
        for index in 0..<count {
            for (quota, value) in quotas(index) { facts[index].values[quota, default: []].insert(value) }
        }
        for (position, sides) in different.enumerated() {
            for index in sides.left { facts[index].left.insert(position) }
            for index in sides.right { facts[index].right.insert(position) }
        }
    }

    /// The clusters that hold these accounts, each once, by their smallest accounts.
    mutating func roots(of accounts: some Sequence<Int>) -> [Int] {
        var roots = Set<Int>()
        for account in accounts { roots.insert(sets.root(of: account)) }
        return roots.sorted { facts[$0].first < facts[$1].first }
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
        let quotas = roots.reduce(into: [Quota: Int]()) { counts, root in
            for quota in facts[root].values.keys { counts[quota, default: 0] += 1 }
        }
        return quotas.filter { $0.value > 1 }.keys.filter { isExceeded($0, among: roots) }
            .map(obstacle).min { Obstacle.precedes($0, $1) }
    }

    private func isExceeded(_ quota: Quota, among roots: [Int]) -> Bool {
        let values = roots.compactMap { facts[$0].values[quota] }
        let most = values.map(\.count).max() ?? 0
        let allowed = max(most, limit(of: quota))
        // Counted only as far as the answer needs.
        if values.reduce(0, { $0 + $1.count }) <= allowed { return false }
        return values.reduce(into: Set<Identifier>()) { $0.formUnion($1) }.count > allowed
    }

    private func limit(of quota: Quota) -> Int {
        switch quota {
        case .cleanSpace: 1
        case .kind(let kind): limits[kind] ?? .max
        }
    }

    private func obstacle(_ quota: Quota) -> Obstacle {
        switch quota {
        case .cleanSpace(let space): .cleanSpace(space)
        case .kind(let kind): .limit(kind, most: limit(of: quota))
        }
    }

    /// Makes clusters one.
    mutating func join(_ roots: [Int]) {
        guard var joined = roots.first else { return }
        for root in roots.dropFirst() {
            let kept = sets.join(joined, root)
            let lost = kept == joined ? root : joined
            let absorbed = facts[lost]
            facts[lost] = Facts(first: absorbed.first)
            facts[kept].first = min(facts[kept].first, absorbed.first)
            facts[kept].values.merge(absorbed.values) { $0.union($1) }
            facts[kept].left.formUnion(absorbed.left)
            facts[kept].right.formUnion(absorbed.right)
            joined = kept
        }
    }

    /// The clusters, each in ascending order, by their smallest accounts.
    mutating func partition() -> [[Int]] { sets.sets() }
}

extension Obstacle {
    /// An order in which the first obstacle does not depend on how a dictionary is walked.
    static func precedes(_ left: Obstacle, _ right: Obstacle) -> Bool {
        func key(_ obstacle: Obstacle) -> (Int, String) {
            switch obstacle {
            case .different: (0, "")
            case .cleanSpace(let space): (1, space.description)
            case .limit(let kind, _): (2, kind.rawValue)
            }
        }
        let (first, second) = (key(left), key(right))
        return first.0 == second.0 ? Bytewise.precedes(first.1, second.1) : first.0 < second.0
    }
}
