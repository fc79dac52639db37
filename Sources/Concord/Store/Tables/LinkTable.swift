/// Reading and writing rows of `link`.
enum LinkTable {
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

    private static let columns = "a, b, weight, probability, verdict"
    private static let byA = SQLText("SELECT \(columns) FROM link WHERE a = ?1")
    private static let byB = SQLText("SELECT \(columns) FROM link WHERE b = ?1")
    private static let everything = SQLText("SELECT \(columns) FROM link ORDER BY a, b")
    private static let deletionByA = SQLText("DELETE FROM link WHERE a = ?1")
    private static let deletionByB = SQLText("DELETE FROM link WHERE b = ?1")

    /// For the test that looks at their plans.
    static let statements = [byA, byB, deletionByA, deletionByB]
}
