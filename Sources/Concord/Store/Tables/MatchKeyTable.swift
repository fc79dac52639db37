/// Reading and writing rows of `match_key`.
enum MatchKeyTable {
    /// Adds a row; one that is there stays (a slice may come after the write that it would repeat).
    static func insert(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        account: Int64,
        on connection: Connection
    ) throws {
        try run(insertion, discriminator, fingerprint, account, on: connection)
    }

    static func delete(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        account: Int64,
        on connection: Connection
    ) throws {
        try run(deletion, discriminator, fingerprint, account, on: connection)
    }

    /// The first account at or after `number` that has the fingerprint.
    static func seek(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        from number: Int64,
        on connection: Connection
    ) throws -> Int64? {
        let statement = try PreparedStatement(connection, seeking)
        defer { statement.reset() }
        bind(statement, discriminator, fingerprint, number)
        return try statement.step() ? statement.integer(0) : nil
    }

    private static func run(
        _ sql: SQLText,
        _ discriminator: Int64,
        _ fingerprint: TagFingerprint,
        _ number: Int64,
        on connection: Connection
    ) throws {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        bind(statement, discriminator, fingerprint, number)
        _ = try statement.step()
    }

    private static func bind(
        _ statement: PreparedStatement,
        _ discriminator: Int64,
        _ fingerprint: TagFingerprint,
        _ number: Int64
    ) {
        statement.bind(1, discriminator)
        statement.bind(2, fingerprint.low, fingerprint.high)
        statement.bind(3, number)
    }

    private static let insertion = SQLText(
        "INSERT INTO match_key (discriminator, fingerprint, account) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
    )
    private static let deletion = SQLText(
        "DELETE FROM match_key WHERE discriminator = ?1 AND fingerprint = ?2 AND account = ?3"
    )
    private static let seeking = SQLText(
        """
        SELECT account FROM match_key WHERE discriminator = ?1 AND fingerprint = ?2 AND account >= ?3
        ORDER BY account LIMIT 1
        """
    )

    /// For the test that looks at their plans.
    static let statements = [insertion, deletion, seeking]
}
