/// Reading and writing rows of `link`.
enum LinkTable {
    /// Whether there is no row at all, as in most stores: one look instead of one for each account.
    static func isEmpty(on connection: Connection) throws -> Bool { try !PreparedStatement.finds(any, on: connection) }

    /// The links of an account, to both sides.
    static func links(of account: AccountID, on connection: Connection) throws -> [Link] {
        try [byA, byB].flatMap { sql in
            let statement = try PreparedStatement(connection, sql)
            defer { statement.reset() }
            statement.bind(1, account.ulid)
            return try links(of: statement)
        }
    }

    /// All links, in the order of their pairs.
    static func all(on connection: Connection) throws -> [Link] {
        let statement = try PreparedStatement(connection, everything)
        defer { statement.reset() }
        return try links(of: statement)
    }

    /// The links between accounts whose numbers are not above `last`, in the order of their pairs.
    ///
    /// - Parameter run: leaves out those of this run.
    static func links(upTo last: Int64, exceptOf run: Int64? = nil, on connection: Connection) throws -> [Link] {
        let statement = try PreparedStatement(connection, old)
        defer { statement.reset() }
        statement.bind(1, last)
        statement.bind(2, run)
        return try links(of: statement)
    }

    /// The links that a run wrote and no later one has replaced, in the order of their pairs.
    static func links(ofRun run: Int64, on connection: Connection) throws -> [Link] {
        let statement = try PreparedStatement(connection, byRun)
        defer { statement.reset() }
        statement.bind(1, run)
        return try links(of: statement)
    }

    /// Writes a link in place of the one that the pair may have.
    static func put(_ link: Link, run: Int64, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, putting)
        defer { statement.reset() }
        statement.bind(1, link.a.ulid)
        statement.bind(2, link.b.ulid)
        statement.bind(3, run)
        statement.bind(4, link.state.rawValue)
        statement.bind(5, link.weight)
        statement.bind(6, link.probability)
        _ = try statement.step()
    }

    static func delete(_ link: Link, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, deletion)
        defer { statement.reset() }
        statement.bind(1, link.a.ulid)
        statement.bind(2, link.b.ulid)
        _ = try statement.step()
    }

    /// Deletes the links of an account that is erased.
    static func delete(of account: AccountID, on connection: Connection) throws {
        for sql in [deletionByA, deletionByB] {
            let statement = try PreparedStatement(connection, sql)
            defer { statement.reset() }
            statement.bind(1, account.ulid)
            _ = try statement.step()
        }
    }

    private static func links(of statement: PreparedStatement) throws -> [Link] {
        var links: [Link] = []
        while try statement.step() {
            links.append(
                Link(
                    AccountID(statement.ulid(0)),
                    AccountID(statement.ulid(1)),
                    weight: statement.double(2),
                    probability: statement.double(3),
                    state: statement.text(4) == "accepted" ? .accepted : .possible
                )
            )
        }
        return links
    }

    private static let any = SQLText("SELECT 1 FROM link LIMIT 1")
    private static let columns = "a, b, weight, probability, verdict"
    private static let byA = SQLText("SELECT \(columns) FROM link WHERE a = ?1")
    private static let byB = SQLText("SELECT \(columns) FROM link WHERE b = ?1")
    private static let everything = SQLText("SELECT \(columns) FROM link ORDER BY a, b")
    private static let old = SQLText(
        """
        SELECT \(columns) FROM link
        WHERE (SELECT number FROM account WHERE id = a) <= ?1 AND (SELECT number FROM account WHERE id = b) <= ?1
        AND run IS NOT ?2 ORDER BY a, b
        """
    )
    private static let byRun = SQLText("SELECT \(columns) FROM link WHERE run = ?1 ORDER BY a, b")
    private static let putting = SQLText(
        """
        INSERT INTO link (a, b, run, verdict, weight, probability) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (a, b) DO UPDATE SET run = excluded.run, verdict = excluded.verdict, weight = excluded.weight,
        probability = excluded.probability
        """
    )
    private static let deletion = SQLText("DELETE FROM link WHERE a = ?1 AND b = ?2")
    private static let deletionByA = SQLText("DELETE FROM link WHERE a = ?1")
    private static let deletionByB = SQLText("DELETE FROM link WHERE b = ?1")

    /// For the test that looks at their plans.
    static let statements = [byA, byB, putting, deletion, deletionByA, deletionByB]
}
