/// How the accounts of some persons pass to others: the difference between two partitions.
struct PersonMoves {
    /// Accounts that go from one person to another, or stay in theirs.
    struct Move {
        let from: PersonID
        let to: PersonID
        let accounts: [Account]
        /// How many accounts the person has that they belong to now.
        let size: Int
    }

    /// By the persons that are left, then by those that are reached.
    let all: [Move]
    /// Whom the accounts of each person that there was belong to now.
    private var targets: [PersonID: [PersonID]] = [:]
    /// Whom the accounts of each person that there is belonged to.
    private var sources: [PersonID: [PersonID]] = [:]

    init(to persons: [Settlement.Settled]) {
        let moves = persons.flatMap { person in
            Dictionary(grouping: person.accounts, by: \.person).map {
                Move(from: $0.key, to: person.id, accounts: $0.value, size: person.accounts.count)
            }
        }
        all = moves.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        for move in all {
            targets[move.from, default: []].append(move.to)
            sources[move.to, default: []].append(move.from)
        }
    }

    /// The persons that are no longer, by id.
    var gone: [PersonID] { targets.keys.filter { sources[$0] == nil }.sorted() }

    /// Whether a person is another one now, or has other accounts.
    func changes(_ person: PersonID) -> Bool { sources[person] != [person] || targets[person] != [person] }

    /// Whether accounts can be moved by the person that they are stored in: all of its accounts go where these go, nobody
    /// takes its place, and nobody leaves the one that they reach.
    func isWhole(_ move: Move) -> Bool {
        targets[move.from] == [move.to]
            && (move.from == move.to || sources[move.from] == nil && targets[move.to, default: [move.to]] == [move.to])
    }

    /// The events that tell it.
    ///
    /// - Parameter cause: why persons part.
    func events(_ resolution: Resolution, cause: String?) -> [EventDraft] {
        all.filter { $0.from != $0.to }.map { move in
            // The accounts that take the person's id along join; others part from it.
            let isGone = sources[move.from] == nil
            let isJoin = isGone && (targets[move.to] != nil || move.to < move.from)
            return EventDraft(
                kind: isJoin ? .personJoined : .personSplit,
                accounts: move.accounts.map { ($0.id, $0.number) },
                person: move.from,
                into: move.to,
                reason: isJoin ? resolution.reason(joining: Set(move.accounts.map(\.id))) : cause
            )
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
