import GRDB

/// Reading and writing rows of `account`.
enum AccountTable {
    /// The columns that ``account(at:in:space:)`` reads, of the table under the name `a`.
    static let columns = """
        a.number, a.id, a.key, a.fields, a.field_times, a.set_once, a.created_at, a.updated_at, a.version, a.space
        """

    /// The account in the current row, whose columns begin at `first`.
    static func account(at first: Int32, in row: PreparedStatement, space: Space) throws -> Account {
        let (high, low) = row.bits(first + 1)
        return Account(
            id: AccountID(ULID(high: high, low: low)),
            number: row.integer(first),
            space: space,
            key: row.isNull(first + 2) ? nil : row.text(first + 2),
            fields: AccountFields(
                values: try object(first + 3, in: row),
                times: try object(first + 4, in: row),
                setOnce: try object(first + 5, in: row)
            ),
            createdAt: Timestamp(milliseconds: row.integer(first + 6)),
            updatedAt: Timestamp(milliseconds: row.integer(first + 7)),
            version: row.integer(first + 8)
        )
    }

    private static func object(_ column: Int32, in row: PreparedStatement) throws -> JSONObject {
        if row.isNull(column) { return [:] }
        do {
            return try row.withText(column) { try JSONParser.parse($0).object ?? [:] }
        } catch is JSONSyntaxError {
            throw ConcordError(
                .storage,
                "The stored fields of an account cannot be read",
                remedy: "Restore the database from a backup"
            )
        }
    }

    /// Adds an account and gives its number.
    static func insert(
        id: AccountID,
        space: Int64,
        key: String?,
        fields: AccountFields,
        at time: Timestamp,
        in database: Database
    ) throws -> Int64 {
        let statement = try PreparedStatement(
            database,
            """
            INSERT INTO account (id, space, key, fields, field_times, set_once, created_at, updated_at, version)
            VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6, ?6, 1)
            """
        )
        defer { statement.reset() }
        statement.bind(1, id.ulid.high, id.ulid.low)
        statement.bind(2, space)
        statement.bind(3, key)
        statement.bind(4, utf8: JSONValue.object(fields.values).printed())
        statement.bind(5, utf8: column(fields.setOnce))
        statement.bind(6, time.milliseconds)
        _ = try statement.step()
        return database.lastInsertedRowID
    }

    /// Stores what a write made of an account.
    static func update(_ account: Account, in database: Database) throws {
        let statement = try PreparedStatement(
            database,
            """
            UPDATE account SET fields = ?1, field_times = ?2, set_once = ?3, updated_at = ?4, version = ?5
            WHERE number = ?6
            """
        )
        defer { statement.reset() }
        statement.bind(1, utf8: JSONValue.object(account.fields.values).printed())
        statement.bind(2, utf8: column(account.fields.times))
        statement.bind(3, utf8: column(account.fields.setOnce))
        statement.bind(4, account.updatedAt.milliseconds)
        statement.bind(5, account.version)
        statement.bind(6, account.number)
        _ = try statement.step()
    }

    static func delete(number: Int64, in database: Database) throws {
        let statement = try PreparedStatement(database, "DELETE FROM account WHERE number = ?1")
        defer { statement.reset() }
        statement.bind(1, number)
        _ = try statement.step()
    }

    private static func column(_ object: JSONObject) -> [UInt8]? {
        object.isEmpty ? nil : JSONValue.object(object).printed()
    }
}
