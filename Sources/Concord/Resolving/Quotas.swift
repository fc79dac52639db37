/// What the accounts of a resolving have that a person may have only so much of, as numbers: clusters are compared at
/// every step, and the strings behind them cost a hundred times as much.
///
/// There is a quota for each kind of identifiers, of as many values as the policy allows, and one for each clean key
/// space, of one key.
struct Quotas {
    /// One value that counts against one quota.
    struct Entry: Comparable {
        let quota: Int
        let value: Int

        static func < (left: Entry, right: Entry) -> Bool { (left.quota, left.value) < (right.quota, right.value) }
    }

    private let kinds: [KindOption]
    /// Their quotas come after those of the kinds.
    private var spaces = Numbering<Space>()
    private var values = Numbering<Identifier>()

    init(_ rules: ResolvingRules) { kinds = rules.kinds }

    /// The entries of an account, sorted, each once.
    ///
    /// A value that the account may not be joined by does not count: an office's phone must not use up a person's limit.
    mutating func entries(of account: AccountEvidence, _ input: ResolvingInput) -> [Entry] {
        var entries: [Entry] = []
        for carried in account.identifiers where input.isUsable(carried) {
            guard let rank = kinds.firstIndex(where: { $0.kind == carried.identifier.kind }) else { continue }
            entries.append(Entry(quota: rank, value: values.number(of: carried.identifier)))
        }
        if let key = account.cleanKey {
            let quota = kinds.count + spaces.number(of: account.space)
            entries.append(Entry(quota: quota, value: values.number(of: Identifier(.customerID, key))))
        }
        return entries.count < 2 ? entries : Quotas.united([entries])
    }

    /// The entries of several clusters, sorted, each once.
    static func united(_ clusters: [[Entry]]) -> [Entry] {
        clusters.flatMap(\.self).sorted().withoutRepetitions
    }

    /// Why clusters may not become one: a quota that they would exceed, though none of them has all of it already.
    func obstacle(among clusters: [[Entry]]) -> Obstacle? {
        var obstacles: [Obstacle] = []
        var entries = Quotas.united(clusters)[...]
        while let quota = entries.first?.quota {
            let count = entries.prefix { $0.quota == quota }.count
            entries = entries.dropFirst(count)
            if count <= limit(of: quota) { continue }
            let most = clusters.map { cluster in cluster.count { $0.quota == quota } }.max() ?? 0
            if count > most { obstacles.append(obstacle(quota)) }
        }
        return obstacles.min(by: Obstacle.precedes)
    }

    private func limit(of quota: Int) -> Int { quota < kinds.count ? kinds[quota].limit : 1 }

    private func obstacle(_ quota: Int) -> Obstacle {
        quota < kinds.count
            ? .limit(kinds[quota].kind, most: kinds[quota].limit)
            : .cleanSpace(spaces.values[quota - kinds.count])
    }
}

/// Numbers from 0 in place of values, in the order in which they come.
struct Numbering<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    mutating func number(of value: Value) -> Int {
        if let number = numbers[value] { return number }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
    }
}

extension Obstacle {
    /// An order in which the first obstacle does not depend on the order of the accounts.
    fileprivate static func precedes(_ left: Obstacle, _ right: Obstacle) -> Bool {
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
