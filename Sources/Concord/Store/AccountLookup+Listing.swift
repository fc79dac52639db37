import GRDB

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
        try scan(space, after: number, newestFirst: newestFirst) { account in
            if condition(account) { page.append(account) }
            return page.count < limit
        }
        return page
    }

    /// The first two accounts that have these values for these names, by reading all of the space.
    func scan(_ space: Space, for tags: Tags, listed names: [String]) throws -> FoundAccounts {
        var found = FoundAccounts(catalogueVersion: catalogue.version)
        found.accounts = try accounts(in: space, after: nil, limit: 2, newestFirst: false) { account in
            let stored = account.tags
            return names.allSatisfy { name in
                guard let wanted = tags[name], let value = stored[name] else { return false }
                return Bytewise.equal(wanted, value)
            }
        }
        return found
    }

    /// The first two accounts that have exactly these tags, by reading all of the space.
    func scan(_ space: Space, for tags: Tags) throws -> FoundAccounts {
        var found = FoundAccounts(catalogueVersion: catalogue.version)
        found.accounts = try accounts(in: space, after: nil, limit: 2, newestFirst: false) { $0.tags == tags }
        return found
    }

    /// How many accounts a space has.
    func count(in space: Space) throws -> Int {
        guard let record = catalogue.spaces[space] else { return 0 }
        let statement = try PreparedStatement(database, "SELECT count(*) FROM account WHERE space = ?1")
        defer { statement.reset() }
        statement.bind(1, record.id)
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    /// Reads the space's accounts in order while `body` wants more.
    private func scan(
        _ space: Space,
        after number: Int64?,
        newestFirst: Bool,
        _ body: (Account) throws -> Bool
    ) throws {
        guard let record = catalogue.spaces[space] else { return }
        let statement = try PreparedStatement(
            database,
            newestFirst ? AccountLookup.newestFirst : AccountLookup.oldestFirst
        )
        defer { statement.reset() }
        statement.bind(1, record.id)
        statement.bind(2, number ?? (newestFirst ? .max : 0))
        while try statement.step() {
            if try !body(AccountTable.account(at: 0, in: statement, space: space)) { return }
        }
    }

    private static let oldestFirst =
        "SELECT \(AccountTable.columns) FROM account a WHERE a.space = ?1 AND a.number > ?2 ORDER BY a.number"
    private static let newestFirst =
        "SELECT \(AccountTable.columns) FROM account a WHERE a.space = ?1 AND a.number < ?2 ORDER BY a.number DESC"
}
