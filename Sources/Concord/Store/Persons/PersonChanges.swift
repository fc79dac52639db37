/// What a resolution does to persons, as the events that tell it. A pure function of the two partitions.
struct PersonChanges {
    private(set) var events: [EventDraft] = []

    /// - Parameters:
    ///   - before: the accounts of each person as they are stored.
    ///   - after: the same accounts, by the persons that they belong to now.
    ///   - cause: why persons part.
    init(
        from before: [PersonID: [Account]],
        to after: [PersonID: [Account]],
        _ resolution: Resolution,
        cause: String?
    ) {
        var now: [AccountID: PersonID] = [:]
        for (person, accounts) in after {
            for account in accounts { now[account.id] = person }
        }
        for (person, accounts) in before.sorted(by: { $0.key < $1.key }) {
            let isGone = after[person] == nil
            let groups = Dictionary(grouping: accounts) { now[$0.id] ?? person }
            for (target, moved) in groups.sorted(by: { $0.key < $1.key }) where target != person {
                // The accounts that take the person's id along join; others part from it.
                let isJoin = isGone && (before[target] != nil || target < person)
                events.append(
                    EventDraft(
                        kind: isJoin ? .personJoined : .personSplit,
                        accounts: moved.map { ($0.id, $0.number) }.sorted { $0.0 < $1.0 },
                        person: person,
                        into: target,
                        reason: isJoin ? resolution.reason(joining: Set(moved.map(\.id))) : cause
                    )
                )
            }
        }
    }
}

extension Resolution {
    /// What first joined some accounts to others, in a word.
    fileprivate func reason(joining accounts: Set<AccountID>) -> String? {
        guard let person = persons.first(where: { !accounts.isDisjoint(with: $0) }), let first = person.first else {
            return nil
        }
        var clusters: [AccountID: [AccountID]] = [:]
        for join in joins[first] ?? [] {
            let joined = join.clusters.flatMap { clusters[$0] ?? [$0] }
            if joined.contains(where: accounts.contains), !joined.allSatisfy(accounts.contains) {
                return join.evidence.word
            }
            clusters[join.clusters[0]] = joined
        }
        return nil
    }
}

extension Evidence {
    /// The evidence without its value.
    var word: String {
        switch self {
        case .decision: "decision"
        case .value(let identifier): identifier.kind.rawValue
        case .link: "link"
        }
    }
}
