/// What a check of a whole database found. Holds no personal data.
public struct CheckReport: Sendable, Hashable {
    /// What each check found, in the order in which they ran.
    public let checks: [CheckResult]
    /// How many spaces the database has.
    public let spaces: Int
    /// How many accounts wait to be resolved. That is no finding: their persons are left out of the comparison.
    public let pending: Int
    /// Whether a rebuild is under way or was interrupted: what it has not reached yet may be found to differ.
    public let isRebuilding: Bool
    /// How many accounts all spaces have.
    public let accounts: Int

    /// Whether no check found anything.
    public var isSound: Bool { checks.allSatisfy { $0.findings == 0 } }
}

/// What one check found.
public struct CheckResult: Sendable, Hashable {
    /// The check's name, such as `match keys`.
    public let name: String
    /// What it compares, in words.
    public let compares: String
    /// How many of ``unit`` it looked at.
    public let examined: Int
    /// What it counts: `pages`, `accounts`, …
    public let unit: String
    /// How many findings there are.
    public let findings: Int
    /// The first of them, at most ``maximumExamples``.
    public let examples: [CheckFinding]

    public static let maximumExamples = 20
}

/// One thing that is not as it has to be.
public struct CheckFinding: Sendable, Hashable {
    /// What kind of trouble it is; compare with the static members.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// Something that follows from other rows is not there.
        public static let missing = Code(description: "missing")
        /// Something is there that does not follow from other rows.
        public static let superfluous = Code(description: "superfluous")
        /// A value is none that the engine writes.
        public static let invalid = Code(description: "invalid")
        /// The file or a value in it cannot be read.
        public static let unreadable = Code(description: "unreadable")
    }

    public let code: Code
    /// What is wrong, in words.
    public let message: String
    /// The table, where it is known.
    public let table: String?
    /// The row's number in the table, where it has one; for what hangs on an account, the account's.
    public let row: Int64?
    /// The account, where one is affected.
    public let account: AccountID?

    init(_ code: Code, _ message: String, table: String? = nil, row: Int64? = nil, account: AccountID? = nil) {
        self.code = code
        self.message = message
        self.table = table
        self.row = row
        self.account = account
    }
}

/// How far a check has come.
public struct CheckProgress: Sendable, Hashable {
    /// The name of the check under way.
    public let check: String
    /// How many of ``unit`` it has looked at.
    public let examined: Int
    public let unit: String
}
