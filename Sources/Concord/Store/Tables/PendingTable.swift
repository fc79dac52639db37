/// Reading and writing rows of `pending`: what is left to resolve.
enum PendingTable {
    static func insert(_ account: Int64, on connection: Connection) throws {
        try run(insertion, account, on: connection)
    }

    static func delete(_ account: Int64, on connection: Connection) throws {
        try run(deletion, account, on: connection)
    }

    /// The pending account with the smallest number, from `number` on.
    static func first(from number: Int64 = 0, on connection: Connection) throws -> Int64? {
        let statement = try PreparedStatement(connection, seeking)
        defer { statement.reset() }
        statement.bind(1, number)
        return try statement.step() ? statement.integer(0) : nil
    }

    static func contains(_ account: Int64, on connection: Connection) throws -> Bool {
        try first(from: account, on: connection) == account
    }

    /// How many accounts are pending.
    static func count(on connection: Connection) throws -> Int {
        let statement = try PreparedStatement(connection, counting)
        defer { statement.reset() }
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    private static func run(_ sql: SQLText, _ account: Int64, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        statement.bind(1, account)
        _ = try statement.step()
    }

    private static let insertion = SQLText("INSERT INTO pending (account) VALUES (?1) ON CONFLICT DO NOTHING")
    private static let deletion = SQLText("DELETE FROM pending WHERE account = ?1")
    private static let seeking = SQLText("SELECT account FROM pending WHERE account >= ?1 ORDER BY account LIMIT 1")
    private static let counting = SQLText("SELECT count(*) FROM pending")

    /// For the test that looks at their plans.
    static let statements = [insertion, deletion, seeking]
}
