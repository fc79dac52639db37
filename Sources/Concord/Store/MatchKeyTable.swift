import GRDB

/// Reading and writing rows of `match_key`.
enum MatchKeyTable {
    /// Adds a row; one that is there stays (a slice may come after the write that it would repeat).
    static func insert(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        account: Int64,
        in database: Database
    ) throws {
        try run(
            "INSERT INTO match_key (discriminator, fingerprint, account) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            discriminator,
            fingerprint,
            account,
            in: database
        )
    }

    static func delete(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        account: Int64,
        in database: Database
    ) throws {
        try run(
            "DELETE FROM match_key WHERE discriminator = ?1 AND fingerprint = ?2 AND account = ?3",
            discriminator,
            fingerprint,
            account,
            in: database
        )
    }

    /// The first account at or after `number` that has the fingerprint.
    static func seek(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        from number: Int64,
        in database: Database
    ) throws -> Int64? {
        let statement = try PreparedStatement(
            database,
            """
            SELECT account FROM match_key WHERE discriminator = ?1 AND fingerprint = ?2 AND account >= ?3
            ORDER BY account LIMIT 1
            """
        )
        defer { statement.reset() }
        bind(statement, discriminator, fingerprint, number)
        return try statement.step() ? statement.integer(0) : nil
    }

    private static func run(
        _ sql: String,
        _ discriminator: Int64,
        _ fingerprint: TagFingerprint,
        _ number: Int64,
        in database: Database
    ) throws {
        let statement = try PreparedStatement(database, sql)
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
}
