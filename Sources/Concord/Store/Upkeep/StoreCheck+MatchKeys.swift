import GRDB

/// Every fingerprint is an account's, and every account's is there.
extension StoreCheck {
    static let matchKeys = StoreCheck(
        name: "match keys",
        compares: "every fingerprint, computed anew from the accounts, with the stored ones, both ways",
        unit: "fingerprints"
    ) { snapshot, findings in
        let found = try checkComputed(snapshot, &findings)
        // Each computed fingerprint has one row, so there are more rows exactly when some have no reason.
        guard try snapshot.count("SELECT count(*) FROM match_key") > found else { return }
        try findSuperfluous(snapshot, &findings)
    }

    /// Looks every account's fingerprints up, and says how many are there.
    private static func checkComputed(
        _ snapshot: CheckedSnapshot,
        _ findings: inout CheckFindings
    ) throws -> Int {
        let filled = try filledDiscriminators(snapshot)
        let statement = try PreparedStatement(snapshot.connection, accountTags)
        defer { statement.reset() }
        var found = 0
        while try statement.step() {
            let number = statement.integer(0)
            guard let discriminators = filled[statement.integer(2)], let tags = tags(in: statement, 3) else { continue }
            for entry in discriminators {
                guard let fingerprint = TagFingerprint(of: tags, entry.discriminator, key: snapshot.secret) else {
                    continue
                }
                findings.examine()
                let isThere = try MatchKeyTable.contains(
                    discriminator: entry.id,
                    fingerprint: fingerprint,
                    account: number,
                    on: snapshot.connection
                )
                if isThere {
                    found += 1
                } else if number <= entry.last {
                    let (high, low) = statement.bits(1)
                    findings.add(
                        CheckFinding(
                            .missing,
                            "The account cannot be found by its tags (discriminator \(entry.id))",
                            table: "match_key",
                            row: number,
                            account: AccountID(ULID(high: high, low: low))
                        )
                    )
                }
            }
        }
        return found
    }

    private struct FilledDiscriminator {
        let id: Int64
        let discriminator: Discriminator
        /// The last account that has to be in it: one that is being built may lack those that were there before it.
        let last: Int64
    }

    /// By space.
    private static func filledDiscriminators(_ snapshot: CheckedSnapshot) throws -> [Int64: [FilledDiscriminator]] {
        var filled: [Int64: [FilledDiscriminator]] = [:]
        for record in snapshot.catalogue.spaces.values {
            filled[record.id] = try record.discriminators.map { entry in
                let progress = try CatalogueTable.progress(of: entry, in: snapshot.database)
                return FilledDiscriminator(
                    id: entry.id,
                    discriminator: entry.discriminator,
                    last: progress.flatMap { $0.isReady ? nil : $0.cursor } ?? .max
                )
            }
        }
        return filled
    }

    /// Reads all rows for those that no account's tags give.
    private static func findSuperfluous(_ snapshot: CheckedSnapshot, _ findings: inout CheckFindings) throws {
        let statement = try PreparedStatement(snapshot.connection, allKeys)
        defer { statement.reset() }
        while try statement.step() {
            let (discriminator, account) = (statement.integer(0), statement.integer(2))
            let (low, high) = statement.bits(1)
            let stored = TagFingerprint(low: low, high: high)
            if try hasReason(stored, discriminator, account, snapshot) { continue }
            let message = "No account has these tags (discriminator \(discriminator))"
            findings.add(CheckFinding(.superfluous, message, table: "match_key", row: account))
        }
    }

    private static func hasReason(
        _ stored: TagFingerprint,
        _ discriminator: Int64,
        _ account: Int64,
        _ snapshot: CheckedSnapshot
    ) throws -> Bool {
        guard let entry = snapshot.catalogue.discriminator(discriminator) else { return false }
        let statement = try PreparedStatement(snapshot.connection, oneAccountsTags)
        defer { statement.reset() }
        statement.bind(1, account)
        guard try statement.step(), statement.integer(2) == snapshot.catalogue.spaces[entry.space]?.id else {
            return false
        }
        // What cannot be read is the finding of another check.
        guard let tags = tags(in: statement, 3) else { return true }
        return TagFingerprint(of: tags, entry.record.discriminator, key: snapshot.secret) == stored
    }

    private static func tags(in statement: PreparedStatement, _ column: Int32) -> Tags? {
        statement.withText(column) { try? AccountRow.fieldMap($0) }.map { Tags($0[.tags]) }
    }

    private static let accountTags = SQLText("SELECT number, id, space, fields FROM account ORDER BY number")
    private static let oneAccountsTags = SQLText("SELECT number, id, space, fields FROM account WHERE number = ?1")
    private static let allKeys = SQLText("SELECT discriminator, fingerprint, account FROM match_key")
}

extension MatchKeyTable {
    /// Whether the row is there.
    fileprivate static func contains(
        discriminator: Int64,
        fingerprint: TagFingerprint,
        account: Int64,
        on connection: Connection
    ) throws -> Bool {
        try seek(discriminator: discriminator, fingerprint: fingerprint, from: account, on: connection) == account
    }
}
