extension AccountLookup {
    /// The account with a number.
    func account(number: Int64) throws -> Account? {
        try find(.number(number)).oldest?.decoded()
    }

    /// The next accounts, by their numbers.
    func rows(after number: Int64, limit: Int) throws -> [AccountRow] {
        let statement = try PreparedStatement(connection, AccountLookup.walking)
        defer { statement.reset() }
        statement.bind(1, number)
        statement.bind(2, Int64(limit))
        var rows: [AccountRow] = []
        while try statement.step() {
            guard let space = catalogue.names[statement.integer(9)] else { continue }
            rows.append(AccountRow(statement, space: space))
        }
        return rows
    }

    /// The number of a living account.
    func number(of id: AccountID) throws -> Int64? {
        let statement = try PreparedStatement(connection, AccountLookup.numbering)
        defer { statement.reset() }
        statement.bind(1, id.ulid)
        return try statement.step() ? statement.integer(0) : nil
    }

    /// The numbers of a person's accounts, oldest first.
    func accounts(of person: PersonID) throws -> [Int64] {
        let statement = try PreparedStatement(connection, AccountLookup.belonging)
        defer { statement.reset() }
        statement.bind(1, person.ulid)
        var numbers: [Int64] = []
        while try statement.step() { numbers.append(statement.integer(0)) }
        return numbers.sorted()
    }

    /// The ids of a person's accounts, sorted.
    func ids(of person: PersonID) throws -> [AccountID] {
        let statement = try PreparedStatement(connection, AccountLookup.naming)
        defer { statement.reset() }
        statement.bind(1, person.ulid)
        var ids: [AccountID] = []
        while try statement.step() { ids.append(AccountID(statement.ulid(0))) }
        return ids.sorted()
    }

    /// The id of a person with these accounts: the smallest that any of them carries.
    func person(of members: [Account]) throws -> PersonID {
        var ids = members.map(\.id.ulid)
        if try !CarriedIDTable.isEmpty(on: connection) {
            ids += try members.flatMap { try CarriedIDTable.ids(of: $0.number, on: connection).prefix(1) }
        }
        guard let smallest = ids.min() else { preconditionFailure("A person has at least one account") }
        return PersonID(smallest)
    }

    /// What the store keeps of a person with these accounts.
    func record(of members: [Account]) throws -> PersonRecord {
        let pins =
            try PinTable.isEmpty(on: connection) ? [] : members.flatMap { try PinTable.pins(of: $0, on: connection) }
        return PersonRecord(of: members, pins: pins, catalogue.rules)
    }

    /// The person that has an id now; `nil` for a tombstone and for an id that was never given.
    func person(carrying id: PersonID) throws -> PersonID? {
        if let account = try find(.id(AccountID(id.ulid))).oldest { return account.person }
        guard case .account(let number)? = try CarriedIDTable.carrier(of: id.ulid, on: connection) else { return nil }
        return try find(.number(number)).oldest?.person
    }

    private static let walking = SQLText(
        "SELECT \(AccountTable.columns) FROM account a WHERE a.number > ?1 ORDER BY a.number LIMIT ?2"
    )
    private static let numbering = SQLText("SELECT number FROM account WHERE id = ?1")
    private static let belonging = SQLText("SELECT number FROM account WHERE person = ?1")
    private static let naming = SQLText("SELECT id FROM account WHERE person = ?1")

    /// For the test that looks at their plans.
    static let personStatements = [walking, numbering, belonging, naming]
}

extension Account {
    /// Whether its row says that it is one of so many accounts of a person.
    func isStored(in person: PersonID, of count: Int) -> Bool {
        self.person == person && hasCompanions == (count > 1)
    }
}
