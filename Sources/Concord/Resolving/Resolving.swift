/// One run of the function under way.
struct Resolving {
    private let input: ResolvingInput
    private let rules: ResolvingRules
    /// Every account and every bare id that decisions and links name, sorted; positions are those of this array.
    private let ids: [AccountID]
    private let carriers: Carriers
    private var clusters: Clusters
    private var joins: [Join] = []
    private var reviews: [ReviewItem] = []
    /// Which positions are accounts; bare ids connect accounts and are none themselves.
    private let isAccount: [Bool]

    init(_ input: ResolvingInput, _ rules: ResolvingRules) {
        self.input = input
        self.rules = rules
        let ids = input.nodes
        self.ids = ids
        carriers = Carriers(input)
        var quotas = Quotas(rules)
        var entries: [[Quotas.Entry]] = Array(repeating: [], count: ids.count)
        var isAccount = Array(repeating: false, count: ids.count)
        for account in input.accounts {
            guard let position = ids.position(ofSorted: account.account) else { continue }
            entries[position] = quotas.entries(of: account, input)
            isAccount[position] = true
        }
        self.isAccount = isAccount
        let different = input.decisions.filter { $0.kind == .different }.sorted(by: Decision.precedes)
        clusters = Clusters(
            entries,
            quotas,
            different: different.map { decision in
                (decision, ids.positions(of: decision.left), ids.positions(of: decision.right))
            }
        )
    }

    mutating func applyDecisions() {
        for decision in input.decisions.filter({ $0.kind == .same }).sorted(by: Decision.precedes) {
            let roots = roots(of: decision.accounts)
            if clusters.difference(among: roots) == nil { join(roots, by: .decision(decision)) }
        }
    }

    mutating func applyValues() {
        for (identifier, accounts) in carriers.inOrder(rules) {
            let roots = roots(of: accounts)
            if let obstacle = clusters.obstacle(among: roots) {
                reviews.append(ReviewItem(subject: .value(identifier), accounts: accounts, obstacle: obstacle))
            } else {
                join(roots, by: .value(identifier))
            }
        }
    }

    mutating func applyLinks() {
        for link in input.links.filter({ $0.state == .accepted }).sorted(by: Link.precedes) {
            let roots = roots(of: [link.a, link.b])
            if let obstacle = clusters.obstacle(among: roots) {
                reviews.append(
                    ReviewItem(subject: .link(link.a, link.b), accounts: [link.a, link.b], obstacle: obstacle))
            } else {
                join(roots, by: .link(link))
            }
        }
        for link in Set(input.links) where link.state == .possible { consider(link) }
    }

    /// A possible link between two persons is a question, unless a human has answered it with *different*.
    private mutating func consider(_ link: Link) {
        let roots = roots(of: [link.a, link.b])
        if roots.count < 2 || clusters.difference(among: roots) != nil { return }
        reviews.append(ReviewItem(subject: .possible(link.a, link.b), accounts: [link.a, link.b], obstacle: nil))
    }

    private mutating func roots(of accounts: [AccountID]) -> [Int] {
        clusters.roots(of: ids.positions(of: accounts))
    }

    private mutating func join(_ roots: [Int], by evidence: Evidence) {
        if roots.count < 2 { return }
        joins.append(Join(evidence: evidence, clusters: roots.map { ids[clusters.first(of: $0)] }))
        clusters.join(roots)
    }

    mutating func finished() -> Resolution {
        var steps: [Int: [Join]] = [:]
        for join in joins {
            guard let position = ids.position(ofSorted: join.clusters[0]) else { continue }
            steps[clusters.roots(of: [position])[0], default: []].append(join)
        }
        var resolution = Resolution(persons: [], joins: [:], reviews: reviews.sorted(by: ReviewItem.precedes))
        for set in clusters.partition() {
            let person = set.filter { isAccount[$0] }.map { ids[$0] }
            guard let first = person.first else { continue }
            resolution.persons.append(person)
            resolution.joins[first] = steps[clusters.roots(of: set.prefix(1))[0]]
        }
        resolution.persons.sort { $0[0] < $1[0] }
        return resolution
    }
}

extension [AccountID] {
    fileprivate func positions(of ids: [AccountID]) -> [Int] { ids.compactMap { position(ofSorted: $0) } }
}
