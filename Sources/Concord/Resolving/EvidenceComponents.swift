extension ResolvingInput {
    /// The input in parts that no evidence ties to each other, by their smallest accounts: resolving each apart gives
    /// what resolving all at once gives.
    func components() -> [ResolvingInput] {
        let nodes = nodes
        let positions = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($0.element, $0.offset) })
        var sets = DisjointSets(count: nodes.count)
        tie(positions, &sets)
        var places: [Int: Int] = [:]
        var parts: [ResolvingInput] = []
        for position in nodes.indices {
            let root = sets.root(of: position)
            if places[root] == nil {
                places[root] = parts.count
                parts.append(ResolvingInput(accounts: []))
            }
        }
        func place(of account: AccountID) -> Int {
            positions[account].flatMap { places[sets.root(of: $0)] } ?? 0
        }
        for account in accounts {
            let place = place(of: account.account)
            parts[place].accounts.append(account)
            for carried in account.identifiers {
                if let found = sharing[carried.identifier] { parts[place].sharing[carried.identifier] = found }
            }
        }
        for link in links { parts[place(of: link.a)].links.append(link) }
        for decision in decisions {
            // A *different* ties nothing, and says something to every part that it names.
            for place in Set(decision.accounts.map(place)) { parts[place].decisions.append(decision) }
        }
        return parts.filter { !$0.accounts.isEmpty }
    }

    private func tie(_ positions: [AccountID: Int], _ sets: inout DisjointSets) {
        func join(_ left: AccountID, _ right: AccountID, _ sets: inout DisjointSets) {
            if let left = positions[left], let right = positions[right] { sets.join(left, right) }
        }
        var first: [Identifier: AccountID] = [:]
        for account in accounts {
            for carried in account.identifiers where isUsable(carried) {
                if let other = first[carried.identifier] {
                    join(other, account.account, &sets)
                } else {
                    first[carried.identifier] = account.account
                }
            }
        }
        for decision in decisions where decision.kind == .same {
            let accounts = decision.accounts
            for account in accounts.dropFirst() { join(accounts[0], account, &sets) }
        }
        for link in links { join(link.a, link.b, &sets) }
    }
}

extension Resolution {
    /// The resolution of a whole whose parts were resolved apart.
    init(components: [Resolution]) {
        persons = components.flatMap(\.persons).sorted { $0[0] < $1[0] }
        joins = components.reduce(into: [:]) { $0.merge($1.joins) { first, _ in first } }
        reviews = components.flatMap(\.reviews).sorted(by: ReviewItem.precedes)
    }
}
