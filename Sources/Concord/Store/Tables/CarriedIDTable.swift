/// Reading and writing rows of `carried_id`: the ids of erased accounts.
enum CarriedIDTable {
    /// Who has an erased account's id now.
    enum Carrier: Equatable {
        case account(Int64)
        case tombstone
    }

    /// Whether there is no row at all, as in most stores: one look instead of one for each account.
    static func isEmpty(on connection: Connection) throws -> Bool { try !PreparedStatement.finds(any, on: connection) }

    /// The carrier of an erased account's id; `nil` for an id that no erased account had.
    static func carrier(of id: ULID, on connection: Connection) throws -> Carrier? {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        statement.bind(1, id)
        guard try statement.step() else { return nil }
        return statement.isNull(0) ? .tombstone : .account(statement.integer(0))
    }

    /// The ids that an account carries besides its own, smallest first.
    static func ids(of account: Int64, on connection: Connection) throws -> [ULID] {
        let statement = try PreparedStatement(connection, listing)
        defer { statement.reset() }
        statement.bind(1, account)
        var ids: [ULID] = []
        while try statement.step() { ids.append(statement.ulid(0)) }
        return ids
    }

    /// Hands an id to an account, or leaves it as a tombstone.
    static func hand(_ id: ULID, to carrier: Carrier, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, handing)
        defer { statement.reset() }
        statement.bind(1, id)
        statement.bind(2, carrier.number)
        _ = try statement.step()
    }

    private static let any = SQLText("SELECT 1 FROM carried_id LIMIT 1")
    private static let finding = SQLText("SELECT account FROM carried_id WHERE id = ?1")
    private static let listing = SQLText("SELECT id FROM carried_id WHERE account = ?1 ORDER BY id")
    private static let handing = SQLText(
        "INSERT INTO carried_id (id, account) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET account = excluded.account"
    )

    /// For the test that looks at their plans.
    static let statements = [finding, listing, handing]
}

extension CarriedIDTable.Carrier {
    fileprivate var number: Int64? {
        if case .account(let number) = self { number } else { nil }
    }
}
