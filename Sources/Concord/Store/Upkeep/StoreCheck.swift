import GRDB

/// One thing that has to hold in every database, and how to find out where it does not.
///
/// Checks know nothing of each other and read the same snapshot, row by row: memory stays the same however large the
/// database is. What a row makes necessary is looked up where it has to be; what is there without a need is noticed by
/// counting, and only then looked for.
struct StoreCheck: Sendable {
    let name: String
    /// What it compares, in words for a report.
    let compares: String
    /// What it counts.
    let unit: String
    let run: @Sendable (CheckedSnapshot, inout CheckFindings) throws -> Void

    /// Every check, in the order in which they run: what later ones rely on comes first.
    static let all: [StoreCheck] = [.structure, .foreignKeys, .schema, .catalogue, .accounts, .matchKeys] + persons

    /// Those of persons: what a rebuild makes right.
    static let persons: [StoreCheck] = [.identifiers, .partition, .reviews, .listingKeys, .events]

    /// Runs the check. What SQLite cannot read is a finding, and ends this check alone.
    func result(on snapshot: CheckedSnapshot, progress: @escaping (CheckProgress) -> Void) throws -> CheckResult {
        var findings = CheckFindings { progress(CheckProgress(check: name, examined: $0, unit: unit)) }
        do {
            try run(snapshot, &findings)
        } catch let error as DatabaseError where StoreCheck.isDamage(error) {
            let message = "SQLite cannot read on (code \(error.extendedResultCode.rawValue))"
            findings.add(CheckFinding(.unreadable, message))
        }
        return CheckResult(
            name: name,
            compares: compares,
            examined: findings.examined,
            unit: unit,
            findings: findings.count,
            examples: findings.examples
        )
    }

    private static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR].contains(error.resultCode)
    }
}

/// What checks read: one snapshot of the database, and its catalogue.
struct CheckedSnapshot {
    let database: Database
    let connection: Connection
    let catalogue: Catalogue
    /// The key of the database's fingerprints.
    let secret: SipHash.Key

    init(_ database: Database, _ vendors: [VendorRules]) throws {
        self.database = database
        connection = Connection(database)
        catalogue = try CatalogueTable.load(from: database, vendors)
        secret = try CatalogueTable.secret(in: database)
    }

    /// The number that a query gives.
    func count(_ sql: String) throws -> Int {
        try Int.fetchOne(database, sql: sql) ?? 0
    }
}

/// What one check has found so far: every finding is counted, the first ones are kept.
struct CheckFindings {
    private(set) var examined = 0
    private(set) var count = 0
    private(set) var examples: [CheckFinding] = []
    private let report: (Int) -> Void

    /// - Parameter report: is told how many rows were examined, every few thousand rows.
    init(report: @escaping (Int) -> Void) {
        self.report = report
        report(0)
    }

    mutating func add(_ finding: CheckFinding) {
        count += 1
        if examples.count < CheckResult.maximumExamples { examples.append(finding) }
    }

    /// Counts what was looked at.
    mutating func examine(_ number: Int = 1) {
        examined += number
        if examined % 4_096 == 0 { report(examined) }
    }
}
