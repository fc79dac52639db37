/// An event of one account, with the account as it is now.
struct AccountEvent {
    /// The account's number; `nil` when it is erased, now or by the event.
    let account: Int64?
    let space: Int64
    let fields: [UInt8]
    /// Whether the event made the account.
    let isBirth: Bool
    /// The values that the event replaced; `nil` when it replaced none.
    let replaced: JSONValue?
}

extension EventTable {
    /// The events after `seq` that made, changed or erased an account, newest first.
    static func accountEvents(
        after seq: Int64,
        on connection: Connection,
        _ body: (AccountEvent) throws -> Void
    ) throws {
        let statement = try PreparedStatement(connection, ofAccounts)
        defer { statement.reset() }
        statement.bind(1, seq)
        while try statement.step() {
            try body(
                AccountEvent(
                    account: statement.isNull(1) ? nil : statement.integer(1),
                    space: statement.integer(2),
                    fields: statement.bytes(3) ?? [],
                    isBirth: statement.text(0) == Event.Kind.accountCreated.rawValue,
                    replaced: try statement.bytes(4).map { try JSONValue(parsing: $0) }
                )
            )
        }
    }

    /// For the test that looks at their plans.
    static let ofAccounts = SQLText(
        """
        SELECT e.kind, a.number, a.space, a.fields, h.before FROM event e
        LEFT JOIN account a ON a.id = e.accounts LEFT JOIN account_event h ON h.account = a.number AND h.seq = e.seq
        WHERE e.seq > ?1 AND e.kind IN ('account.created', 'account.updated', 'account.erased') ORDER BY e.seq DESC
        """
    )
}
