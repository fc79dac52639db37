/// What the matcher in memory says of a fingerprint.
enum MatchHint {
    /// The row, from the very state of the store that the matcher knows.
    case account(FoundAccounts)
    /// The matcher knows of no account.
    case nobody
    /// The store has changed since, or keeps no matcher.
    case unknown
}

/// Matching in memory, when the configuration asks for it: a hint of which row to look at.
extension Store {
    func tagMatcher(of space: Space) throws -> TagMatcher {
        try TagMatcher(
            source: StoredFingerprints(pool: pool, queue: queue, secret: secret, space: space),
            key: secret,
            matching: queue.catalogue.policy.options(for: space).matching ?? .exactSet
        )
    }

    /// Asks the matcher of a space, and holds a hit against the row.
    ///
    /// The matcher's position is read before the fingerprint is looked up, and the store's with the row: when both are the
    /// same, the row is what a probe of that moment finds, and so is the ambiguity.
    func hint(
        _ locator: AccountLocator,
        in space: Space,
        _ record: SpaceRecord,
        _ lookup: AccountLookup
    ) throws -> MatchHint {
        guard configuration.residentMatching, case .probe(let id, let fingerprint) = locator,
            let discriminator = record.discriminators.first(where: { $0.id == id })?.discriminator
        else { return .unknown }
        let resident = try residents.resident(of: space) { try tagMatcher(of: space) }
        let position = resident.matcher.position
        guard let match = try resident.matcher.list(discriminator).match(fingerprint) else {
            try resident.countMiss()
            return .nobody
        }
        let (found, newest) = try lookup.find(match)
        guard newest == position else {
            try resident.matcher.refreshIfFree()
            return .unknown
        }
        let tags = try found.oldest?.decoded().tags
        let isTrue = tags.flatMap { TagFingerprint(of: $0, discriminator, key: secret) } == fingerprint
        return isTrue ? .account(found) : .unknown
    }
}

extension AccountLookup {
    /// The row of a matcher's answer, and the newest event as of it.
    fileprivate func find(_ match: TagMatcher.Match) throws -> (found: FoundAccounts, newest: Int64) {
        let statement = try PreparedStatement(connection, AccountLookup.hinted)
        defer { statement.reset() }
        statement.bind(1, match.account)
        guard try statement.step() else { return (FoundAccounts(), 0) }
        let space = catalogue.names[statement.integer(11)]
        let row = statement.isNull(2) ? nil : space.map { AccountRow(statement, from: 2, space: $0) }
        let found = FoundAccounts(
            catalogueVersion: statement.integer(1),
            oldest: row,
            isAmbiguous: match.isAmbiguous
        )
        return (found, statement.integer(0))
    }

    /// For the test that looks at its plan.
    static let hinted = SQLText(
        """
        SELECT (SELECT max(seq) FROM event), s.catalogue_version, \(AccountTable.columns)
        FROM store s LEFT JOIN account a ON a.number = ?1 WHERE s.id = 1
        """
    )
}
