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
        try carriers(IdentifierTable.carrying, fingerprint, verifiedOnly, limit)
    }

    /// The same from the other end: declared carriers first, each the newest first.
    func newestCarriers(of fingerprint: IdentifierFingerprint, verifiedOnly: Bool, limit: Int) throws -> [Int64] {
        try carriers(IdentifierTable.carryingNewest, fingerprint, verifiedOnly, limit)
    }

    private func carriers(
        _ sql: SQLText,
        _ fingerprint: IdentifierFingerprint,
        _ verifiedOnly: Bool,
        _ limit: Int
    ) throws -> [Int64] {
        try withStatement(sql, fingerprint) { statement in
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

    /// Deletes about `limit` rows of older versions of the policy, and says how many.
    func deleteOlder(limit: Int) throws -> Int {
        try deleteOlder(limit: limit, oldest: IdentifierTable.oldest, cleaning: IdentifierTable.cleaning)
            + deleteOlder(limit: limit, oldest: IdentifierTable.oldestShared, cleaning: IdentifierTable.cleaningShared)
    }

    /// A range from the start of the table: rows named one by one would each be looked for in all of them.
    private func deleteOlder(limit: Int, oldest: SQLText, cleaning: SQLText) throws -> Int {
        guard let range = try range(oldest, limit: limit) else { return 0 }
        let statement = try PreparedStatement(connection, cleaning)
        defer { statement.reset() }
        statement.bind(1, range.policy)
        statement.bind(2, range.last.low, range.last.high)
        return try statement.run()
    }

    private func range(_ sql: SQLText, limit: Int) throws -> (policy: Int64, last: IdentifierFingerprint)? {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        statement.bind(1, policy)
        statement.bind(2, Int64(limit))
        guard try statement.step() else { return nil }
        let (low, high) = statement.bits(1)
        return (statement.integer(0), IdentifierFingerprint(low: low, high: high))
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
    private static let carrying = carrying(orderedBy: "declared, account")
    private static let carryingNewest = carrying(orderedBy: "declared DESC, account DESC")
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
    private static let oldest = oldest(of: "identifier")
    private static let oldestShared = oldest(of: "shared_identifier")
    private static let cleaning = cleaning("identifier")
    private static let cleaningShared = cleaning("shared_identifier")

    /// The oldest version of the policy before one, and the last fingerprint of its first rows.
    private static func oldest(of table: String) -> SQLText {
        SQLText(
            """
            SELECT policy, max(fingerprint) FROM (
                SELECT policy, fingerprint FROM \(table) WHERE policy < ?1 ORDER BY policy, fingerprint LIMIT ?2)
            GROUP BY policy ORDER BY policy LIMIT 1
            """
        )
    }

    private static func carrying(orderedBy order: String) -> SQLText {
        SQLText(
            """
            SELECT account FROM identifier WHERE policy = ?1 AND fingerprint = ?2 AND declared <= ?3
            ORDER BY \(order) LIMIT ?4
            """
        )
    }

    private static func cleaning(_ table: String) -> SQLText {
        SQLText("DELETE FROM \(table) WHERE policy = ?1 AND fingerprint <= ?2")
    }

    /// For the test that looks at their plans.
    static let statements = [
        insertion, deletion, carrying, carryingNewest, sharing, remembering, forgetting, cleaning, cleaningShared,
    ]
}

extension Trust {
    /// As the table has it: verified carriers sort first.
    fileprivate var column: Int64 { self == .verified ? 0 : 1 }
}
