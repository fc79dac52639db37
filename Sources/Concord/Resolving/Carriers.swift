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

    /// Every account, and every bare id that decisions and links name, sorted; each once.
    var nodes: [AccountID] {
        var nodes = accounts.map(\.account)
        for decision in decisions { nodes += decision.accounts }
        for link in links { nodes += [link.a, link.b] }
        return nodes.sorted().withoutRepetitions
    }
}
