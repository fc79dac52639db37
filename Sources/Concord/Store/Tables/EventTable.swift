/// Reading and writing rows of `event` and `account_event`.
enum EventTable {
    /// Adds the next event of the log.
    ///
    /// - Parameter numbers: the accounts in whose histories the event stands.
    /// - Parameter before: what the event changed in its one account, as JSON.
    static func append(
        _ draft: EventDraft,
        at time: Timestamp,
        on connection: Connection
    ) throws {
        let statement = try PreparedStatement(connection, insertion)
        defer { statement.reset() }
        statement.bind(1, time.milliseconds)
        statement.bind(2, draft.kind.rawValue)
        statement.bind(3, draft.accounts.map(\.id.ulid))
        statement.bind(4, draft.person?.ulid)
        statement.bind(5, draft.into?.ulid)
        statement.bind(6, draft.reason)
        _ = try statement.step()
        let seq = statement.lastInsertedRow
        for account in draft.accounts where account.number > 0 {
            try insert(account: account.number, seq: seq, before: draft.before, on: connection)
        }
    }

    private static func insert(account: Int64, seq: Int64, before: [UInt8]?, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, accountInsertion)
        defer { statement.reset() }
        statement.bind(1, account)
        statement.bind(2, seq)
        statement.bind(3, utf8: before)
        _ = try statement.step()
    }

    /// Takes away what the log knows of an account besides its id.
    static func forget(account: Int64, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, forgetting)
        defer { statement.reset() }
        statement.bind(1, account)
        _ = try statement.step()
    }

    /// The events after `seq`, oldest first.
    static func events(after seq: Int64, limit: Int, on connection: Connection) throws -> [Event] {
        let statement = try PreparedStatement(connection, reading)
        defer { statement.reset() }
        statement.bind(1, seq)
        statement.bind(2, Int64(limit))
        return try events(of: statement)
    }

    /// The events in an account's history, oldest first.
    static func history(of account: Int64, on connection: Connection) throws -> [Event] {
        let statement = try PreparedStatement(connection, history)
        defer { statement.reset() }
        statement.bind(1, account)
        return try events(of: statement)
    }

    /// The newest event's number; 0 before the first.
    static func newest(on connection: Connection) throws -> Int64 {
        let statement = try PreparedStatement(connection, newest)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    private static func events(of statement: PreparedStatement) throws -> [Event] {
        var events: [Event] = []
        while try statement.step() {
            let changes = try statement.bytes(7).map { try JSONValue(parsing: $0) }
            events.append(
                Event(
                    seq: statement.integer(0),
                    at: Timestamp(milliseconds: statement.integer(1)),
                    kind: Event.Kind(rawValue: statement.text(2)),
                    accounts: statement.ulids(3).map(AccountID.init),
                    person: statement.isNull(4) ? nil : PersonID(statement.ulid(4)),
                    into: statement.isNull(5) ? nil : PersonID(statement.ulid(5)),
                    reason: statement.isNull(6) ? nil : statement.text(6),
                    before: changes
                )
            )
        }
        return events
    }

    private static let insertion = SQLText(
        "INSERT INTO event (at, kind, accounts, person, other, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    )
    private static let accountInsertion = SQLText(
        "INSERT INTO account_event (account, seq, before) VALUES (?1, ?2, ?3)"
    )
    private static let forgetting = SQLText("DELETE FROM account_event WHERE account = ?1")
    private static let columns = "e.seq, e.at, e.kind, e.accounts, e.person, e.other, e.reason"
    private static let reading = SQLText(
        "SELECT \(columns), NULL FROM event e WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2"
    )
    private static let history = SQLText(
        """
        SELECT \(columns), a.before FROM account_event a JOIN event e ON e.seq = a.seq
        WHERE a.account = ?1 ORDER BY a.seq
        """
    )
    private static let newest = SQLText("SELECT max(seq) FROM event")

    /// For the test that looks at their plans.
    static let statements = [insertion, accountInsertion, forgetting, reading, history]
}
