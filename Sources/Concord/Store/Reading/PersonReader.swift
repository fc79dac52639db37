/// Reading persons as listings look at them.
struct PersonReader {
    let connection: Connection
    /// The properties that are read of each person.
    let members: StoredMembers

    /// The person with an id that is its own.
    func person(_ id: PersonID) throws -> ListedPerson? {
        let statement = try PreparedStatement(connection, PersonReader.finding)
        defer { statement.reset() }
        statement.bind(1, id.ulid)
        return try statement.step() ? try person(statement) : nil
    }

    /// All that a page shows of a person.
    func item(_ id: PersonID) throws -> PersonPage.Item? {
        let statement = try PreparedStatement(connection, PersonReader.finding)
        defer { statement.reset() }
        statement.bind(1, id.ulid)
        guard try statement.step() else { return nil }
        let properties = try statement.withText(2) { try JSONValue(parsing: $0) }
        return PersonPage.Item(
            id: id,
            lastInteraction: Timestamp(milliseconds: statement.integer(1)),
            properties: properties.object ?? [:]
        )
    }

    /// The persons behind an id in the order of their ids, at most `limit`, while `body` wants more.
    func walk(after id: PersonID, limit: Int, _ body: (ListedPerson) throws -> Bool) throws {
        try walk(PersonReader.walkingAfter, id, limit: limit, body)
    }

    /// The persons from an id on, or all, while `body` wants more.
    func walk(from id: PersonID?, _ body: (ListedPerson) throws -> Bool) throws {
        try walk(PersonReader.walkingFrom, id ?? PersonID(ULID(high: 0, low: 0)), limit: -1, body)
    }

    private func walk(
        _ sql: SQLText,
        _ id: PersonID,
        limit: Int,
        _ body: (ListedPerson) throws -> Bool
    ) throws {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        statement.bind(1, id.ulid)
        statement.bind(2, Int64(limit))
        while try statement.step() {
            if try !body(person(statement)) { return }
        }
    }

    private func person(_ row: PreparedStatement) throws -> ListedPerson {
        ListedPerson(
            id: PersonID(row.ulid(0)),
            lastInteraction: Timestamp(milliseconds: row.integer(1)),
            properties: try row.withText(2) { try members.read($0) }
        )
    }

    private static let columns = "SELECT id, updated_at, properties FROM person"
    private static let finding = SQLText("\(columns) WHERE id = ?1")
    private static let walkingAfter = SQLText("\(columns) WHERE id > ?1 ORDER BY id LIMIT ?2")
    private static let walkingFrom = SQLText("\(columns) WHERE id >= ?1 ORDER BY id LIMIT ?2")

    /// For the test that looks at their plans.
    static let statements = [finding, walkingAfter, walkingFrom]
}
