/// Reading and writing rows of `account`.
enum AccountTable {
    /// The columns that ``AccountRow`` reads, of the table under the name `a`.
    static let columns = """
        a.number, a.id, a.key, a.fields, a.field_times, a.set_once, a.created_at, a.updated_at, a.version, a.space,
        a.person, a.has_companions
        """

    /// Adds an account, a person by itself, and gives its number.
    static func insert(
        id: AccountID,
        space: Int64,
        key: String?,
        fields: AccountFields,
        at time: Timestamp,
        on connection: Connection
    ) throws -> Int64 {
        let statement = try PreparedStatement(connection, insertion)
        defer { statement.reset() }
        statement.bind(1, id.ulid.high, id.ulid.low)
        statement.bind(2, space)
        statement.bind(3, key)
        statement.bind(4, utf8: try text(of: fields))
        statement.bind(5, utf8: column(fields.setOnce))
        statement.bind(6, time.milliseconds)
        _ = try statement.step()
        return statement.lastInsertedRow
    }

    /// Stores what a write made of an account.
    static func update(_ account: Account, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, change)
        defer { statement.reset() }
        statement.bind(1, utf8: try text(of: account.fields))
        statement.bind(2, utf8: column(account.fields.times))
        statement.bind(3, utf8: column(account.fields.setOnce))
        statement.bind(4, account.updatedAt.milliseconds)
        statement.bind(5, account.version)
        statement.bind(6, account.number)
        _ = try statement.step()
    }

    /// An account with the person that its row has now.
    static func settled(_ account: Account, on connection: Connection) throws -> Account {
        let statement = try PreparedStatement(connection, belonging)
        defer { statement.reset() }
        statement.bind(1, account.number)
        guard try statement.step() else { return account }
        var account = account
        account.person = PersonID(statement.ulid(0))
        account.hasCompanions = statement.integer(1) != 0
        return account
    }

    /// Stores whose an account is.
    static func move(_ number: Int64, to person: PersonID, hasCompanions: Bool, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, moving)
        defer { statement.reset() }
        statement.bind(1, number)
        statement.bind(2, person.ulid)
        statement.bind(3, hasCompanions ? 1 : 0 as Int64)
        _ = try statement.step()
    }

    /// Stores whose all accounts of a person are.
    static func move(allOf person: PersonID, to other: PersonID, hasCompanions: Bool, on connection: Connection) throws
    {
        let statement = try PreparedStatement(connection, movingAll)
        defer { statement.reset() }
        statement.bind(1, person.ulid)
        statement.bind(2, other.ulid)
        statement.bind(3, hasCompanions ? 1 : 0 as Int64)
        _ = try statement.step()
    }

    /// The next numbers of living accounts.
    static func numbers(after number: Int64, limit: Int, on connection: Connection) throws -> [Int64] {
        let statement = try PreparedStatement(connection, walking)
        defer { statement.reset() }
        statement.bind(1, number)
        statement.bind(2, Int64(limit))
        var numbers: [Int64] = []
        while try statement.step() { numbers.append(statement.integer(0)) }
        return numbers
    }

    /// The largest number of a living account; 0 when there is none.
    static func largestNumber(on connection: Connection) throws -> Int64 {
        let statement = try PreparedStatement(connection, largest)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    static func delete(number: Int64, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, deletion)
        defer { statement.reset() }
        statement.bind(1, number)
        _ = try statement.step()
    }

    /// The most bytes that an account's values may take as JSON: writes that each are small must not add up to an account
    /// that is too slow to read and to merge.
    static let maximumBytes = 1 << 20

    private static func text(of fields: AccountFields) throws -> [UInt8] {
        let text = fields.values.json.printed()
        guard text.count <= maximumBytes else {
            throw ConcordError(
                .tooLarge,
                "The account would hold more than \(maximumBytes) bytes",
                remedy: "Remove fields that are no longer needed, or send less"
            )
        }
        return text
    }

    private static func column(_ map: FieldMap) -> [UInt8]? {
        map.isEmpty ? nil : map.json.printed()
    }

    private static let insertion = SQLText(
        """
        INSERT INTO account (id, space, key, fields, field_times, set_once, created_at, updated_at, version, person)
        VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6, ?6, 1, ?1)
        """
    )
    private static let change = SQLText(
        """
        UPDATE account SET fields = ?1, field_times = ?2, set_once = ?3, updated_at = ?4, version = ?5
        WHERE number = ?6
        """
    )
    private static let belonging = SQLText("SELECT person, has_companions FROM account WHERE number = ?1")
    private static let moving = SQLText("UPDATE account SET person = ?2, has_companions = ?3 WHERE number = ?1")
    private static let movingAll = SQLText("UPDATE account SET person = ?2, has_companions = ?3 WHERE person = ?1")
    private static let largest = SQLText("SELECT max(number) FROM account")
    private static let walking = SQLText("SELECT number FROM account WHERE number > ?1 ORDER BY number LIMIT ?2")
    private static let deletion = SQLText("DELETE FROM account WHERE number = ?1")

    /// For the test that looks at their plans.
    static let statements = [insertion, change, belonging, moving, movingAll, walking, deletion]
}
