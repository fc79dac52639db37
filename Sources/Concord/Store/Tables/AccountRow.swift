/// An account as a row holds it: found, but not decoded, which costs as much again as finding it.
struct AccountRow: Sendable {
    let id: AccountID
    let number: Int64
    let space: Space
    private let key: String?
    private let fields: [UInt8]
    private let times: [UInt8]?
    private let setOnce: [UInt8]?
    private let createdAt: Int64
    private let updatedAt: Int64
    private let version: Int64
    let person: PersonID
    private let hasCompanions: Bool

    /// Which of ``AccountTable/columns`` is the space's number.
    static let space: Int32 = 9

    /// The current row of a statement that selects ``AccountTable/columns`` from the column `first` on.
    init(_ row: PreparedStatement, from first: Int32 = 0, space: Space) {
        let (high, low) = row.bits(first + 1)
        number = row.integer(first)
        id = AccountID(ULID(high: high, low: low))
        self.space = space
        key = row.isNull(first + 2) ? nil : row.text(first + 2)
        fields = row.bytes(first + 3) ?? []
        times = row.bytes(first + 4)
        setOnce = row.bytes(first + 5)
        createdAt = row.integer(first + 6)
        updatedAt = row.integer(first + 7)
        version = row.integer(first + 8)
        let (personHigh, personLow) = row.bits(first + 10)
        person = PersonID(ULID(high: personHigh, low: personLow))
        hasCompanions = row.integer(first + 11) != 0
    }

    /// The account.
    ///
    /// - Throws: ``ConcordError`` `storage` when somebody else has written what is no JSON object.
    func decoded() throws -> Account {
        Account(
            id: id,
            number: number,
            space: space,
            key: key,
            fields: AccountFields(
                values: try fields.withUnsafeBufferPointer(AccountRow.fieldMap),
                times: try times?.withUnsafeBufferPointer(AccountRow.fieldMap) ?? FieldMap(),
                setOnce: try setOnce?.withUnsafeBufferPointer(AccountRow.fieldMap) ?? FieldMap()
            ),
            createdAt: Timestamp(milliseconds: createdAt),
            updatedAt: Timestamp(milliseconds: updatedAt),
            version: version,
            person: person,
            hasCompanions: hasCompanions
        )
    }

    /// The tags of the account, as they are compared and hashed; as ``decoded()``, for a tenth of the cost.
    func tagRow() throws -> TextRow {
        try fields.withUnsafeBufferPointer { try? JSONParser.tagRow($0) } ?? decoded().tags.row
    }

    /// Reads a column of fields.
    static func fieldMap(_ bytes: UnsafeBufferPointer<UInt8>) throws -> FieldMap {
        if let map = try? FieldMap(parsing: bytes) { return map }
        throw ConcordError(
            .storage,
            "The stored fields of an account cannot be read",
            remedy: "Restore the database from a backup"
        )
    }
}
