import GRDB

/// Every account is one that the engine could have written.
extension StoreCheck {
    static let accounts = StoreCheck(
        name: "accounts",
        compares: "each account's values, times and marks with what the engine writes, byte by byte",
        unit: "accounts"
    ) { snapshot, findings in
        let statement = try PreparedStatement(snapshot.connection, allAccounts)
        defer { statement.reset() }
        while try statement.step() {
            findings.examine()
            for problem in StoredAccount(statement).problems {
                let (high, low) = statement.bits(1)
                findings.add(
                    CheckFinding(
                        problem.code,
                        problem.message,
                        table: "account",
                        row: statement.integer(0),
                        account: AccountID(ULID(high: high, low: low))
                    )
                )
            }
        }
    }

    private static let allAccounts = SQLText("SELECT \(AccountTable.columns) FROM account a ORDER BY a.number")
}

/// An account's columns as they are stored.
private struct StoredAccount {
    typealias Problem = (code: CheckFinding.Code, message: String)

    private let isIDValid: Bool
    private let isKeyValid: Bool
    private let fields: FieldMap?
    private let times: FieldMap?
    private let setOnce: FieldMap?
    private let size: Int
    private let createdAt: Int64
    private let updatedAt: Int64
    private let version: Int64

    /// The current row of a statement that selects ``AccountTable/columns``.
    init(_ row: PreparedStatement) {
        isIDValid = row.bits(1) != (0, 0)
        isKeyValid =
            row.isNull(2)
            || row.withText(2) { key in
                !key.isEmpty && !key.contains(0) && String(validating: key, as: UTF8.self) != nil
            }
        size = row.withText(3) { $0.count }
        fields = StoredAccount.canonical(row, 3)
        times = row.isNull(4) ? FieldMap() : StoredAccount.canonical(row, 4, mayBeEmpty: false)
        setOnce = row.isNull(5) ? FieldMap() : StoredAccount.canonical(row, 5, mayBeEmpty: false)
        createdAt = row.integer(6)
        updatedAt = row.integer(7)
        version = row.integer(8)
    }

    /// The fields of a column, when they are written as the engine writes them.
    private static func canonical(_ row: PreparedStatement, _ column: Int32, mayBeEmpty: Bool = true) -> FieldMap? {
        row.withText(column) { text in
            guard let map = try? AccountRow.fieldMap(text), map.json.printed().elementsEqual(text) else { return nil }
            return map.isEmpty && !mayBeEmpty ? nil : map
        }
    }

    /// Everything that is wrong with it.
    var problems: [Problem] {
        var problems: [Problem] = []
        if !isIDValid { problems.append((.invalid, "The id is none")) }
        if !isKeyValid { problems.append((.invalid, "The key is empty, holds the character NUL or is not UTF-8")) }
        if version < 1 || updatedAt < createdAt { problems.append((.invalid, "The version or the times are none")) }
        if size > AccountTable.maximumBytes { problems.append((.invalid, "The fields are larger than an account is")) }
        guard let fields else { return problems + [(.unreadable, "The fields are not written as the engine writes")] }
        let tags = fields[.tags].members
        if !tags.allSatisfy({ !$0.name.isEmpty && !($0.value.string ?? "").isEmpty }) {
            problems.append((.invalid, "A tag has no name or no value"))
        }
        if !areTimesValid(of: fields) { problems.append((.invalid, "The fields' times are not times of the fields")) }
        if !areMarksValid(of: fields) { problems.append((.invalid, "The marks of write-once are not of the fields")) }
        return problems
    }

    /// Each time is of a field that is there, and neither the account's own nor after its last write.
    private func areTimesValid(of fields: FieldMap) -> Bool {
        guard let times else { return false }
        return FieldSection.allCases.allSatisfy { section in
            times[section].members.allSatisfy { time in
                guard let age = time.value.integer, age != 0, fields[section][time.name] != nil else { return false }
                let (latest, overflow) = updatedAt.subtractingReportingOverflow(createdAt)
                return overflow || age <= latest
            }
        }
    }

    private func areMarksValid(of fields: FieldMap) -> Bool {
        guard let setOnce else { return false }
        return FieldSection.allCases.allSatisfy { section in
            setOnce[section].members.allSatisfy { $0.value == true && fields[section][$0.name] != nil }
        }
    }
}
