/// Who carries which value and may be joined by it.
struct Carriers {
    private let accounts: [Identifier: [AccountID]]

    init(_ input: ResolvingInput) {
        var accounts: [Identifier: [AccountID]] = [:]
        for account in input.accounts {
            for carried in account.identifiers where input.isUsable(carried) {
                accounts[carried.identifier, default: []].append(account.account)
            }
        }
        self.accounts = accounts
    }

    /// The values with two carriers or more in the order in which they are applied, and their carriers, sorted.
    func inOrder(_ rules: ResolvingRules) -> [(Identifier, [AccountID])] {
        accounts.filter { $0.value.count > 1 && rules.rank(of: $0.key.kind) != nil }
            .sorted { left, right in
                let (first, second) = (rules.rank(of: left.key.kind), rules.rank(of: right.key.kind))
                if first != second { return (first ?? .max) < (second ?? .max) }
                if left.value.count != right.value.count { return left.value.count < right.value.count }
                return left.key < right.key
            }
            .map { ($0.key, $0.value.sorted()) }
    }
}

extension ResolvingInput {
    /// Whether an account may be joined by a value that it carries.
    func isUsable(_ carried: CarriedIdentifier) -> Bool {
        (sharing[carried.identifier] ?? .usable).isUsable(by: carried.trust)
    }

    /// Every account, and every bare id that decisions and links name, sorted.
    var nodes: [AccountID] {
        var nodes = Set(accounts.map(\.account))
        for decision in decisions {
            nodes.formUnion(decision.left)
            nodes.formUnion(decision.right)
        }
        for link in links { nodes.formUnion([link.a, link.b]) }
        return nodes.sorted()
    }

    /// What an account has that a person may have only so much of.
    ///
    /// A value that the account may not be joined by does not count: an office's phone must not use up a person's
    /// limit.
    func quotas(of account: AccountEvidence) -> [(Clusters.Quota, Identifier)] {
        let values = account.identifiers.filter(isUsable).map {
            (Clusters.Quota.kind($0.identifier.kind), $0.identifier)
        }
        let key = account.cleanKey.map { (Clusters.Quota.cleanSpace(account.space), Identifier(.customerID, $0)) }
        return values + (key.map { [$0] } ?? [])
    }
}
