/// A decision as the database has it.
struct DecisionRecord: Sendable {
    let id: Int64
    let decision: Decision
    let madeAt: Timestamp
    let madeBy: String?
    let because: String?
}

/// Reading and writing rows of `decision` and `decision_member`.
enum DecisionTable {
    /// Whether there is no row at all, as in most stores: one look instead of one for each account.
    static func isEmpty(on connection: Connection) throws -> Bool { try !PreparedStatement.finds(any, on: connection) }

    /// The decisions that stand and have an account on one of their sides.
    static func standing(on account: AccountID, _ connection: Connection) throws -> [Int64] {
        let statement = try PreparedStatement(connection, byAccount)
        defer { statement.reset() }
        statement.bind(1, account.ulid)
        var ids: [Int64] = []
        while try statement.step() { ids.append(statement.integer(0)) }
        return ids
    }

    /// All decisions of a kind that stand.
    static func standing(_ kind: Decision.Kind, _ connection: Connection) throws -> [Int64] {
        let statement = try PreparedStatement(connection, byKind)
        defer { statement.reset() }
        statement.bind(1, kind.rawValue)
        var ids: [Int64] = []
        while try statement.step() { ids.append(statement.integer(0)) }
        return ids
    }

    static func record(_ id: Int64, _ connection: Connection) throws -> DecisionRecord? {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        statement.bind(1, id)
        guard try statement.step(), let kind = Decision.Kind(rawValue: statement.text(0)) else { return nil }
        let (left, right) = try sides(of: id, connection)
        return DecisionRecord(
            id: id,
            decision: Decision(kind, left, right),
            madeAt: Timestamp(milliseconds: statement.integer(1)),
            madeBy: statement.isNull(2) ? nil : statement.text(2),
            because: statement.isNull(3) ? nil : statement.text(3)
        )
    }

    private static func sides(of id: Int64, _ connection: Connection) throws -> ([AccountID], [AccountID]) {
        let statement = try PreparedStatement(connection, members)
        defer { statement.reset() }
        statement.bind(1, id)
        var sides: [[AccountID]] = [[], []]
        while try statement.step() {
            sides[statement.integer(1) == 0 ? 0 : 1].append(AccountID(statement.ulid(0)))
        }
        return (sides[0], sides[1])
    }

    /// Writes a decision down and gives its number.
    static func insert(
        _ decision: Decision,
        _ signature: Signature,
        at time: Timestamp,
        _ connection: Connection
    ) throws -> Int64 {
        let statement = try PreparedStatement(connection, insertion)
        defer { statement.reset() }
        statement.bind(1, decision.kind.rawValue)
        statement.bind(2, time.milliseconds)
        statement.bind(3, signature.by)
        statement.bind(4, signature.because)
        _ = try statement.step()
        let id = statement.lastInsertedRow
        for (side, accounts) in [decision.left, decision.right].enumerated() {
            for account in accounts { try insert(account, side: Int64(side), of: id, connection) }
        }
        return id
    }

    private static func insert(_ account: AccountID, side: Int64, of id: Int64, _ connection: Connection) throws {
        let statement = try PreparedStatement(connection, memberInsertion)
        defer { statement.reset() }
        statement.bind(1, account.ulid)
        statement.bind(2, id)
        statement.bind(3, side)
        _ = try statement.step()
    }

    /// Ends a decision: it was withdrawn, or a newer one replaced it.
    static func end(
        _ id: Int64,
        _ signature: Signature,
        replacedBy newer: Int64? = nil,
        at time: Timestamp,
        _ connection: Connection
    ) throws {
        let statement = try PreparedStatement(connection, ending)
        defer { statement.reset() }
        statement.bind(1, id)
        statement.bind(2, time.milliseconds)
        statement.bind(3, signature.by)
        statement.bind(4, signature.because)
        statement.bind(5, newer)
        _ = try statement.step()
    }

    private static let any = SQLText("SELECT 1 FROM decision_member LIMIT 1")
    private static let byAccount = SQLText(
        """
        SELECT DISTINCT m.decision FROM decision_member m JOIN decision d ON d.id = m.decision
        WHERE m.account = ?1 AND d.ended_at IS NULL ORDER BY m.decision
        """
    )
    private static let byKind = SQLText(
        "SELECT id FROM decision WHERE kind = ?1 AND ended_at IS NULL ORDER BY id"
    )
    private static let finding = SQLText("SELECT kind, made_at, made_by, because FROM decision WHERE id = ?1")
    private static let members = SQLText(
        "SELECT account, side FROM decision_member WHERE decision = ?1 ORDER BY account"
    )
    private static let insertion = SQLText(
        "INSERT INTO decision (kind, made_at, made_by, because) VALUES (?1, ?2, ?3, ?4)"
    )
    private static let memberInsertion = SQLText(
        "INSERT INTO decision_member (account, decision, side) VALUES (?1, ?2, ?3)"
    )
    private static let ending = SQLText(
        "UPDATE decision SET ended_at = ?2, ended_by = ?3, ended_because = ?4, replaced_by = ?5 WHERE id = ?1"
    )

    /// For the test that looks at their plans.
    static let statements = [byAccount, finding, members, insertion, memberInsertion, ending]
}
