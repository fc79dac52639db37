/// Reading and writing rows of `identifier` and `shared_identifier`, of one version of the policy.
struct IdentifierTable {
    let policy: Int64
    let connection: Connection

    /// Adds a carrier, or changes its trust.
    func insert(_ fingerprint: IdentifierFingerprint, _ trust: Trust, account: Int64) throws {
        try withStatement(IdentifierTable.insertion, fingerprint) {
            $0.bind(3, trust.column)
            $0.bind(4, account)
            try $0.run()
        }
    }

    func delete(_ fingerprint: IdentifierFingerprint, _ trust: Trust, account: Int64) throws {
        try withStatement(IdentifierTable.deletion, fingerprint) {
            $0.bind(3, trust.column)
            $0.bind(4, account)
            try $0.run()
        }
    }

    /// The accounts that carry an identifier, verified ones first, each in the order of their numbers.
    func carriers(of fingerprint: IdentifierFingerprint, verifiedOnly: Bool = false, limit: Int) throws -> [Int64] {
        try withStatement(IdentifierTable.carrying, fingerprint) { statement in
            statement.bind(3, verifiedOnly ? Trust.verified.column : Trust.declared.column)
            statement.bind(4, Int64(limit))
            var accounts: [Int64] = []
            while try statement.step() { accounts.append(statement.integer(0)) }
            return accounts
        }
    }

    /// Whether the row is there.
    func contains(_ fingerprint: IdentifierFingerprint, _ trust: Trust, account: Int64) throws -> Bool {
        try withStatement(IdentifierTable.finding, fingerprint) {
            $0.bind(3, trust.column)
            $0.bind(4, account)
            return try $0.step()
        }
    }

    /// What is remembered of an identifier with many carriers.
    func sharing(of fingerprint: IdentifierFingerprint) throws -> RememberedSharing? {
        try withStatement(IdentifierTable.sharing, fingerprint) { statement in
            guard try statement.step(), let sharing = Sharing(rawValue: statement.text(0)) else { return nil }
            return RememberedSharing(sharing: sharing, slack: statement.integer(1))
        }
    }

    /// Remembers it, or forgets it.
    func setSharing(_ remembered: RememberedSharing?, of fingerprint: IdentifierFingerprint) throws {
        guard let remembered else {
            try withStatement(IdentifierTable.forgetting, fingerprint) { _ = try $0.run() }
            return
        }
        try withStatement(IdentifierTable.remembering, fingerprint) {
            $0.bind(3, remembered.sharing.rawValue)
            $0.bind(4, remembered.slack)
            try $0.run()
        }
    }

    /// Deletes up to `limit` rows of older versions of the policy, and says how many it found.
    func deleteOlder(limit: Int) throws -> Int {
        try [IdentifierTable.cleaning, IdentifierTable.cleaningShared].reduce(0) { count, sql in
            let statement = try PreparedStatement(connection, sql)
            defer { statement.reset() }
            statement.bind(1, policy)
            statement.bind(2, Int64(limit))
            return try count + statement.run()
        }
    }

    private func withStatement<Result>(
        _ sql: SQLText,
        _ fingerprint: IdentifierFingerprint,
        _ body: (PreparedStatement) throws -> Result
    ) throws -> Result {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        statement.bind(1, policy)
        statement.bind(2, fingerprint.low, fingerprint.high)
        return try body(statement)
    }

    private static let insertion = SQLText(
        "INSERT INTO identifier (policy, fingerprint, declared, account) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"
    )
    private static let deletion = SQLText(
        "DELETE FROM identifier WHERE policy = ?1 AND fingerprint = ?2 AND declared = ?3 AND account = ?4"
    )
    private static let finding = SQLText(
        "SELECT 1 FROM identifier WHERE policy = ?1 AND fingerprint = ?2 AND declared = ?3 AND account = ?4"
    )
    private static let carrying = SQLText(
        """
        SELECT account FROM identifier WHERE policy = ?1 AND fingerprint = ?2 AND declared <= ?3
        ORDER BY declared, account LIMIT ?4
        """
    )
    private static let sharing = SQLText(
        "SELECT sharing, slack FROM shared_identifier WHERE policy = ?1 AND fingerprint = ?2"
    )
    private static let remembering = SQLText(
        """
        INSERT INTO shared_identifier (policy, fingerprint, sharing, slack) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (policy, fingerprint) DO UPDATE SET sharing = excluded.sharing, slack = excluded.slack
        """
    )
    private static let forgetting = SQLText(
        "DELETE FROM shared_identifier WHERE policy = ?1 AND fingerprint = ?2"
    )
    private static let cleaning = SQLText(
        """
        DELETE FROM identifier WHERE (policy, fingerprint, declared, account) IN (
            SELECT policy, fingerprint, declared, account FROM identifier WHERE policy < ?1 LIMIT ?2)
        """
    )
    private static let cleaningShared = SQLText(
        """
        DELETE FROM shared_identifier WHERE (policy, fingerprint) IN (
            SELECT policy, fingerprint FROM shared_identifier WHERE policy < ?1 LIMIT ?2)
        """
    )

    /// For the test that looks at their plans.
    static let statements = [insertion, deletion, carrying, sharing, remembering, forgetting]
}

extension Trust {
    /// As the table has it: verified carriers sort first.
    fileprivate var column: Int64 { self == .verified ? 0 : 1 }
}
