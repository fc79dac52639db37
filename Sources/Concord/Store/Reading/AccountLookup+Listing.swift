extension AccountLookup {
    /// A page of a space's accounts by number.
    func accounts(
        in space: Space,
        after number: Int64?,
        limit: Int,
        newestFirst: Bool,
        where condition: (Account) -> Bool
    ) throws -> [Account] {
        var page: [Account] = []
        try scan(space, after: number, newestFirst: newestFirst) { row in
            let account = try row.decoded()
            if condition(account) { page.append(account) }
            return page.count < limit
        }
        return page
    }

    /// The first two accounts whose tags pass a condition, by reading all of the space.
    func scan(_ space: Space, whereTags condition: (Tags) -> Bool) throws -> FoundAccounts {
        var found = FoundAccounts(catalogueVersion: catalogue.version)
        try scan(space, after: nil, newestFirst: false) { row in
            if condition(try row.decoded().tags) { found.add(row) }
            return !found.isAmbiguous
        }
        return found
    }

    /// How many accounts a space has.
    func count(in space: Space) throws -> Int {
        guard let record = catalogue.spaces[space] else { return 0 }
        let statement = try PreparedStatement(connection, AccountLookup.counting)
        defer { statement.reset() }
        statement.bind(1, record.id)
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    /// Reads the space's accounts in order while `body` wants more.
    private func scan(
        _ space: Space,
        after number: Int64?,
        newestFirst: Bool,
        _ body: (AccountRow) throws -> Bool
    ) throws {
        guard let record = catalogue.spaces[space] else { return }
        let statement = try PreparedStatement(
            connection,
            newestFirst ? AccountLookup.newestFirst : AccountLookup.oldestFirst
        )
        defer { statement.reset() }
        statement.bind(1, record.id)
        statement.bind(2, number ?? (newestFirst ? .max : 0))
        while try statement.step() {
            if try !body(AccountRow(statement, space: space)) { return }
        }
    }

    private static let counting = SQLText("SELECT count(*) FROM account WHERE space = ?1")
    private static let oldestFirst = SQLText(
        "SELECT \(AccountTable.columns) FROM account a WHERE a.space = ?1 AND a.number > ?2 ORDER BY a.number"
    )
    private static let newestFirst = SQLText(
        "SELECT \(AccountTable.columns) FROM account a WHERE a.space = ?1 AND a.number < ?2 ORDER BY a.number DESC"
    )
}
