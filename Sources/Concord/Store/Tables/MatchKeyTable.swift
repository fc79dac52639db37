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

    /// Every row of a discriminator, in the order of the fingerprints and of the accounts in each.
    static func forEach(
        discriminator: Int64,
        on connection: Connection,
        _ body: (_ account: Int64, _ fingerprint: TagFingerprint) throws -> Void
    ) throws {
        let statement = try PreparedStatement(connection, scanning)
        defer { statement.reset() }
        statement.bind(1, discriminator)
        while try statement.step() {
            let (low, high) = statement.bits(1)
            try body(statement.integer(0), TagFingerprint(low: low, high: high))
        }
    }

    /// The accounts with the smallest numbers that have a fingerprint.
    static func first(
        _ limit: Int64,
        discriminator: Int64,
        _ fingerprint: TagFingerprint,
        on connection: Connection
    ) throws -> [Int64] {
        let statement = try PreparedStatement(connection, listing)
        defer { statement.reset() }
        bind(statement, discriminator, fingerprint, limit)
        var accounts: [Int64] = []
        while try statement.step() { accounts.append(statement.integer(0)) }
        return accounts
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
    private static let scanning = SQLText("SELECT account, fingerprint FROM match_key WHERE discriminator = ?1")
    private static let listing = SQLText(
        "SELECT account FROM match_key WHERE discriminator = ?1 AND fingerprint = ?2 ORDER BY account LIMIT ?3"
    )

    /// For the test that looks at their plans.
    static let statements = [insertion, deletion, seeking, scanning, listing]
}
