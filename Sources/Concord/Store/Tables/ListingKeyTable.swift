/// Reading and writing rows of `listing_key`.
enum ListingKeyTable {
    /// Adds a row; one that is there stays (a slice may come after the write that it would repeat).
    static func insert(shape: Int64, key: OrderedKey, person: PersonID, on connection: Connection) throws {
        try run(insertion, shape, key, person, on: connection)
    }

    static func delete(shape: Int64, key: OrderedKey, person: PersonID, on connection: Connection) throws {
        try run(deletion, shape, key, person, on: connection)
    }

    /// Whether the row is there.
    static func contains(_ place: ListingPlace, shape: Int64, on connection: Connection) throws -> Bool {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        statement.bind(1, shape)
        statement.bind(2, blob: place.key.bytes)
        statement.bind(3, place.id.ulid)
        return try statement.step()
    }

    /// Rows of a shape in their order, at most `limit`, from a place on (or behind it) up to the end of a prefix.
    static func range(
        shape: Int64,
        from place: ListingPlace,
        isIncluded: Bool,
        below end: OrderedKey,
        limit: Int,
        on connection: Connection
    ) throws -> [ListingPlace] {
        let statement = try PreparedStatement(connection, isIncluded ? rangeFrom : rangeAfter)
        defer { statement.reset() }
        statement.bind(1, shape)
        statement.bind(2, blob: place.key.bytes)
        statement.bind(3, place.id.ulid)
        statement.bind(4, blob: end.bytes)
        statement.bind(5, Int64(limit))
        var places: [ListingPlace] = []
        while try statement.step() {
            places.append(ListingPlace(key: OrderedKey(bytes: statement.blob(0)), id: PersonID(statement.ulid(1))))
        }
        return places
    }

    private static func run(
        _ sql: SQLText,
        _ shape: Int64,
        _ key: OrderedKey,
        _ person: PersonID,
        on connection: Connection
    ) throws {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        statement.bind(1, shape)
        statement.bind(2, blob: key.bytes)
        statement.bind(3, person.ulid)
        _ = try statement.step()
    }

    private static let insertion = SQLText(
        "INSERT INTO listing_key (shape, key, person) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
    )
    private static let deletion = SQLText("DELETE FROM listing_key WHERE shape = ?1 AND key = ?2 AND person = ?3")
    private static let finding = SQLText("SELECT 1 FROM listing_key WHERE shape = ?1 AND key = ?2 AND person = ?3")
    private static let rangeFrom = range(">=")
    private static let rangeAfter = range(">")

    private static func range(_ comparison: String) -> SQLText {
        SQLText(
            """
            SELECT key, person FROM listing_key WHERE shape = ?1 AND (key, person) \(comparison) (?2, ?3) AND key < ?4
            ORDER BY key, person LIMIT ?5
            """
        )
    }

    /// For the test that looks at their plans.
    static let statements = [insertion, deletion, finding, rangeFrom, rangeAfter]
}
