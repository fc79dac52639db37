import ConcordLinkage

extension AccountLookup {
    /// All accounts as columns, with what decisions and identifiers settle. Reads every account once, and again those of
    /// persons whom links have joined.
    func linkageInput(secret: SipHash.Key) throws -> LinkageInput {
        var columns = AccountColumns(catalogue.rules)
        var persons: [PersonID: [Int]] = [:]
        let statement = try PreparedStatement(connection, AccountLookup.walking)
        defer { statement.reset() }
        while try statement.step() {
            guard let space = catalogue.names[statement.integer(9)] else { continue }
            let account = try AccountRow(statement, space: space).decoded()
            if account.hasCompanions { persons[account.person, default: []].append(columns.accounts.count) }
            columns.append(account)
        }
        let rows = AccountRows(numbers: columns.numbers)
        let groups = try settledGroups(persons, rows, secret: secret)
        let linked = groups.flatMap { group in group.dropFirst().map { RowPair(group[0], $0) } }
        return LinkageInput(columns, linked: linked, separate: try separateRows(groups, rows))
    }

    /// The rows of persons of several accounts, without the help of links.
    ///
    /// Links come last when persons are made, so a person that has none is what it would be; those that have some are
    /// resolved again without.
    private func settledGroups(
        _ persons: [PersonID: [Int]],
        _ rows: AccountRows,
        secret: SipHash.Key
    ) throws -> [[Int]] {
        var linked: Set<Int> = []
        for link in try LinkTable.all(on: connection) where link.state == .accepted {
            for id in [link.a, link.b] {
                if let row = try number(of: id).flatMap(rows.row) { linked.insert(row) }
            }
        }
        var seen: Set<Int> = []
        var groups: [[Int]] = []
        for (_, members) in persons.sorted(by: { $0.value[0] < $1.value[0] }) {
            if members.allSatisfy({ !linked.contains($0) }) {
                groups.append(members)
                continue
            }
            guard !seen.contains(members[0]) else { continue }
            var reader = try NeighbourhoodReader(self, secret: secret, limit: .max)
            guard let found = try reader.gather(members.map { rows.numbers[$0] }) else { continue }
            var input = found.input
            input.links = []
            for person in Resolver.resolve(input, catalogue.rules).persons {
                let group = person.compactMap { found.members[$0].flatMap { rows.row(of: $0.account.number) } }
                seen.formUnion(group)
                // A neighbour that no link touches comes by itself.
                if group.count > 1, group.contains(where: linked.contains) { groups.append(group.sorted()) }
            }
        }
        return groups.sorted { $0[0] < $1[0] }
    }

    /// For each decision *different* the pairs of rows that stand for its sides.
    private func separateRows(_ groups: [[Int]], _ rows: AccountRows) throws -> [RowPair] {
        var first: [Int: Int] = [:]
        for group in groups {
            for row in group { first[row] = group[0] }
        }
        var pairs: Set<RowPair> = []
        for id in try DecisionTable.standing(.different, connection) {
            guard let decision = try DecisionTable.record(id, connection)?.decision else { continue }
            let sides = try [decision.left, decision.right].map { side in
                Set(try side.flatMap(living).compactMap(rows.row).map { first[$0] ?? $0 })
            }
            for left in sides[0] {
                for right in sides[1] where left != right { pairs.insert(RowPair(min(left, right), max(left, right))) }
            }
        }
        return pairs.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    /// The number of a living account; of an erased one, those of the accounts that *same* ties to it.
    private func living(_ id: AccountID) throws -> [Int64] {
        if let number = try number(of: id) { return [number] }
        let same = try standingDecisions(around: [id]).filter { $0.decision.kind == .same }
        return try Set(same.flatMap(\.decision.accounts)).compactMap(number)
    }

    private static let walking = SQLText("SELECT \(AccountTable.columns) FROM account a ORDER BY a.number")
}

/// Where each account is in the columns.
private struct AccountRows {
    /// Ascending.
    let numbers: [Int64]

    /// The row of an account; `nil` for one that is younger than the columns.
    func row(of number: Int64) -> Int? { numbers.position(ofSorted: number) }
}
