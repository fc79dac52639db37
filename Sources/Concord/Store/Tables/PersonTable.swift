/// What the store keeps of a person besides its accounts.
struct PersonRecord: Sendable, Equatable {
    /// The golden record as canonical JSON.
    var properties: [UInt8]
    /// The newest effective write of the person's accounts, in milliseconds.
    var updatedAt: Int64
}

extension PersonRecord {
    /// The record of a person with these accounts.
    init(of accounts: [Account], pins: [Pin], _ rules: ResolvingRules) {
        let golden = GoldenRecord.make(of: accounts, pins: pins, rules: rules)
        properties = JSONValue.object(golden.properties).printed()
        updatedAt = accounts.map(\.updatedAt.milliseconds).max() ?? 0
    }
}

/// Reading and writing rows of `person`.
enum PersonTable {
    static func find(_ id: PersonID, on connection: Connection) throws -> PersonRecord? {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        statement.bind(1, id.ulid.high, id.ulid.low)
        guard try statement.step() else { return nil }
        return PersonRecord(properties: statement.bytes(0) ?? [], updatedAt: statement.integer(1))
    }

    static func insert(_ id: PersonID, _ record: PersonRecord, on connection: Connection) throws {
        try run(insertion, id, record, on: connection)
    }

    static func update(_ id: PersonID, _ record: PersonRecord, on connection: Connection) throws {
        try run(change, id, record, on: connection)
    }

    static func delete(_ id: PersonID, on connection: Connection) throws {
        try run(deletion, id, nil, on: connection)
    }

    private static func run(
        _ sql: SQLText,
        _ id: PersonID,
        _ record: PersonRecord?,
        on connection: Connection
    ) throws {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        statement.bind(1, id.ulid.high, id.ulid.low)
        if let record {
            statement.bind(2, utf8: record.properties)
            statement.bind(3, record.updatedAt)
        }
        _ = try statement.step()
    }

    private static let finding = SQLText("SELECT properties, updated_at FROM person WHERE id = ?1")
    private static let insertion = SQLText("INSERT INTO person (id, properties, updated_at) VALUES (?1, ?2, ?3)")
    private static let change = SQLText("UPDATE person SET properties = ?2, updated_at = ?3 WHERE id = ?1")
    private static let deletion = SQLText("DELETE FROM person WHERE id = ?1")

    /// For the test that looks at their plans.
    static let statements = [finding, insertion, change, deletion]
}
