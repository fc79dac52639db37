/// Every identifier's row is an account's, and every account's is there.
extension StoreCheck {
    static let identifiers = StoreCheck(
        name: "identifiers",
        compares: "every identifier, found anew in the accounts, with the stored ones, both ways",
        unit: "identifiers"
    ) { snapshot, findings in
        let table = IdentifierTable(policy: snapshot.catalogue.policyVersion, connection: snapshot.connection)
        var there = 0
        try snapshot.forEachAccount { account in
            for carried in snapshot.catalogue.rules.evidence(of: account).identifiers {
                findings.examine()
                let fingerprint = IdentifierFingerprint(of: carried.identifier, key: snapshot.secret)
                if try table.contains(fingerprint, carried.trust, account: account.number) {
                    there += 1
                } else {
                    let message = "The account cannot be found by its \(carried.identifier.kind.rawValue)"
                    findings.add(
                        CheckFinding(.missing, message, table: "identifier", row: account.number, account: account.id)
                    )
                }
            }
        }
        let policy = snapshot.catalogue.policyVersion
        let isRebuilding = try RebuildTable.state(on: snapshot.connection) != nil
        let rows = try snapshot.count(
            "SELECT count(*) FROM identifier\(isRebuilding ? " WHERE policy = \(policy)" : "")")
        if rows > there {
            let message = "\(rows - there) rows are no account's identifiers"
            findings.add(CheckFinding(.superfluous, message, table: "identifier"))
        }
    }

    static let events = StoreCheck(
        name: "events",
        compares: "the log's numbers, which have no gaps, and the histories, which are of living accounts",
        unit: "events"
    ) { snapshot, findings in
        let count = try snapshot.count("SELECT count(*) FROM event")
        findings.examine(count)
        if try snapshot.count("SELECT max(seq) FROM event") != count {
            findings.add(CheckFinding(.missing, "The log has a gap", table: "event"))
        }
        let orphans = try snapshot.count(
            """
            SELECT count(*) FROM (SELECT DISTINCT account FROM account_event)
            WHERE account NOT IN (SELECT number FROM account)
            """
        )
        if orphans > 0 {
            let message = "\(orphans) erased accounts still have a history"
            findings.add(CheckFinding(.superfluous, message, table: "account_event"))
        }
    }
}

extension CheckedSnapshot {
    /// Gives every account, oldest first. What cannot be read is the finding of another check.
    func forEachAccount(_ body: (Account) throws -> Void) throws {
        var cursor: Int64 = 0
        while true {
            let rows = try lookup.rows(after: cursor, limit: 1_000)
            guard let last = rows.last else { return }
            for row in rows {
                if let account = try? row.decoded() { try body(account) }
            }
            cursor = last.number
        }
    }
}
