import ConcordLinkage

/// A row of `identifier` in the making.
struct CarriedRow: Sendable {
    let fingerprint: IdentifierFingerprint
    let trust: Trust
    let account: Int64
    let identifier: Identifier
    let marks: Int

    var move: CarrierMove { CarrierMove(.arrival, trust, marks: marks) }

    /// All rows of some accounts in the order of the table, made on several threads.
    static func all(of rows: [AccountRow], _ rules: ResolvingRules, secret: SipHash.Key) throws -> [CarriedRow] {
        let ranges = Parallel.ranges(rows.count, threads: Parallel.processors)
        let parts = Parallel.map(ranges.count, threads: Parallel.processors) { part in
            Result { try rows[ranges[part]].flatMap { try carried(by: $0, rules, secret: secret) } }
        }
        return try parts.flatMap { try $0.get() }.sorted { precedes($0, $1) }
    }

    private static func carried(
        by row: AccountRow,
        _ rules: ResolvingRules,
        secret: SipHash.Key
    ) throws -> [CarriedRow] {
        let evidence = rules.evidence(of: try row.decoded())
        return evidence.identifiers.map { carried in
            CarriedRow(
                fingerprint: IdentifierFingerprint(of: carried.identifier, key: secret),
                trust: carried.trust,
                account: row.number,
                identifier: carried.identifier,
                marks: evidence.mostMarks
            )
        }
    }

    /// As SQLite compares the columns: the fingerprint's bytes, then who vouches, then the number.
    private static func precedes(_ left: CarriedRow, _ right: CarriedRow) -> Bool {
        let (first, second) = (left.fingerprint, right.fingerprint)
        if first != second { return (first.low, first.high) < (second.low, second.high) }
        return left.trust == right.trust ? left.account < right.account : left.trust > right.trust
    }
}
