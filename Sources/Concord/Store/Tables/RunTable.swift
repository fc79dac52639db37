/// Reading and writing rows of `run`.
enum RunTable {
    /// Writes a run down and gives its number.
    static func insert(
        accounts: Int,
        _ summary: LinkageRunSummary,
        at time: Timestamp,
        on connection: Connection
    ) throws -> Int64 {
        let statement = try PreparedStatement(connection, insertion)
        defer { statement.reset() }
        statement.bind(1, time.milliseconds)
        statement.bind(2, Int64(accounts))
        statement.bind(3, utf8: summary.json.printed())
        _ = try statement.step()
        return statement.lastInsertedRow
    }

    static func find(_ id: Int64, on connection: Connection) throws -> LinkageRun? {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        statement.bind(1, id)
        return try statement.step() ? run(of: statement) : nil
    }

    /// All runs, oldest first.
    static func all(on connection: Connection) throws -> [LinkageRun] {
        let statement = try PreparedStatement(connection, listing)
        defer { statement.reset() }
        var runs: [LinkageRun] = []
        while try statement.step() { runs.append(try run(of: statement)) }
        return runs
    }

    static func markUndone(_ id: Int64, at time: Timestamp, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, undoing)
        defer { statement.reset() }
        statement.bind(1, id)
        statement.bind(2, time.milliseconds)
        _ = try statement.step()
    }

    private static func run(of statement: PreparedStatement) throws -> LinkageRun {
        let summary = try JSONValue(parsing: statement.bytes(3) ?? []).object ?? [:]
        return LinkageRun(
            id: statement.integer(0),
            at: Timestamp(milliseconds: statement.integer(1)),
            accounts: Int(statement.integer(2)),
            summary: LinkageRunSummary(summary),
            standing: Int(statement.integer(5)),
            undoneAt: statement.isNull(4) ? nil : Timestamp(milliseconds: statement.integer(4))
        )
    }

    private static let selection = """
        SELECT r.id, r.at, r.accounts, r.summary, r.undone_at, (SELECT count(*) FROM link l WHERE l.run = r.id) FROM run r
        """
    private static let finding = SQLText("\(selection) WHERE r.id = ?1")
    private static let listing = SQLText("\(selection) ORDER BY r.id")
    private static let insertion = SQLText("INSERT INTO run (at, accounts, summary) VALUES (?1, ?2, ?3)")
    private static let undoing = SQLText("UPDATE run SET undone_at = ?2 WHERE id = ?1")
}
