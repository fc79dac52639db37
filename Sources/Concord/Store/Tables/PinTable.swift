/// Reading and writing rows of `pin`.
enum PinTable {
    /// Whether there is no row at all, as in most stores: one look instead of one for each account.
    static func isEmpty(on connection: Connection) throws -> Bool { try !PreparedStatement.finds(any, on: connection) }

    static func pins(of account: Account, on connection: Connection) throws -> [Pin] {
        let statement = try PreparedStatement(connection, listing)
        defer { statement.reset() }
        statement.bind(1, account.number)
        var pins: [Pin] = []
        while try statement.step() {
            pins.append(
                Pin(
                    account: account.id,
                    key: statement.text(0),
                    value: try statement.withText(1) { try JSONValue(parsing: $0) },
                    at: Timestamp(milliseconds: statement.integer(2)),
                    by: statement.isNull(3) ? nil : statement.text(3),
                    because: statement.isNull(4) ? nil : statement.text(4)
                )
            )
        }
        return pins
    }

    /// Sets a pin of an account, in the place of one of the same name.
    static func put(_ pin: Pin, account: Int64, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, putting)
        defer { statement.reset() }
        statement.bind(1, account)
        statement.bind(2, pin.key)
        statement.bind(3, utf8: pin.value.printed())
        statement.bind(4, pin.at.milliseconds)
        statement.bind(5, pin.by)
        statement.bind(6, pin.because)
        _ = try statement.step()
    }

    /// Takes a pin away, and says whether there was one.
    static func delete(_ name: String, account: Int64, on connection: Connection) throws -> Bool {
        let statement = try PreparedStatement(connection, deletion)
        defer { statement.reset() }
        statement.bind(1, account)
        statement.bind(2, name)
        return try statement.run() > 0
    }

    private static let any = SQLText("SELECT 1 FROM pin LIMIT 1")
    private static let listing = SQLText("SELECT name, value, at, made_by, because FROM pin WHERE account = ?1")
    private static let putting = SQLText(
        """
        INSERT INTO pin (account, name, value, at, made_by, because) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (account, name) DO UPDATE
        SET value = excluded.value, at = excluded.at, made_by = excluded.made_by, because = excluded.because
        """
    )
    private static let deletion = SQLText("DELETE FROM pin WHERE account = ?1 AND name = ?2")

    /// For the test that looks at their plans.
    static let statements = [listing, putting, deletion]
}
