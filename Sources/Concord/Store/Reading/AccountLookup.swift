/// What a lookup found, as of one snapshot.
struct FoundAccounts: Sendable {
    /// The count of catalogue changes in the snapshot.
    var catalogueVersion: Int64 = 0
    /// The account with the smallest number.
    private(set) var oldest: AccountRow?
    /// Whether there are more.
    private(set) var isAmbiguous = false

    /// Takes the accounts that were found, the one with the smallest number first.
    mutating func add(_ row: @autoclosure () -> AccountRow) {
        if oldest == nil { oldest = row() } else { isAmbiguous = true }
    }
}

/// Finding accounts, on any connection. The finders by key, id and fingerprint are one statement each, so that they
/// are one snapshot without a transaction around them.
struct AccountLookup {
    let connection: Connection
    let catalogue: Catalogue

    /// - Precondition: the locator is one that a lookup can follow: neither building nor unseen.
    func find(_ locator: AccountLocator, in record: SpaceRecord) throws -> FoundAccounts {
        switch locator {
        case .key(let key):
            return try find(AccountLookup.byKey) {
                $0.bind(1, record.id)
                $0.bind(2, key)
            }
        case .id(let id):
            return try find(id: id, in: record.id)
        case .probe(let discriminator, let fingerprint):
            return try find(AccountLookup.byFingerprint) {
                $0.bind(1, discriminator)
                $0.bind(2, fingerprint.low, fingerprint.high)
            }
        case .walk(let entries):
            return try walk(entries)
        case .nothing:
            return FoundAccounts(catalogueVersion: catalogue.version)
        case .building, .unseen:
            preconditionFailure("A discriminator is built before anything is looked up by it")
        }
    }

    /// The account that a reference means.
    func find(_ reference: AccountReference) throws -> FoundAccounts {
        switch reference {
        case .id(let id): return try find(id: id)
        case .number(let number): return try find(number: number)
        case .key(let key, let space):
            guard let record = catalogue.spaces[space] else { return FoundAccounts() }
            return try find(.key(key), in: record)
        }
    }

    private func find(number: Int64) throws -> FoundAccounts {
        try find(AccountLookup.byNumber) { $0.bind(1, number) }
    }

    /// The account with an id, in one space or in all.
    private func find(id: AccountID, in space: Int64? = nil) throws -> FoundAccounts {
        let found = try find(AccountLookup.byID) { $0.bind(1, id.ulid.high, id.ulid.low) }
        guard let space, let row = found.oldest else { return found }
        let isHere = catalogue.spaces[row.space]?.id == space
        return isHere ? found : FoundAccounts(catalogueVersion: found.catalogueVersion)
    }

    private func find(_ sql: SQLText, bind: (PreparedStatement) -> Void) throws -> FoundAccounts {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        bind(statement)
        var found = FoundAccounts()
        while try statement.step() {
            found.catalogueVersion = statement.integer(0)
            guard !statement.isNull(1) else { continue }
            // A space that is newer than the catalogue: the caller sees the version and reads the catalogue again.
            guard let space = catalogue.names[statement.integer(10)] else { continue }
            found.add(AccountRow(statement, from: 1, space: space))
        }
        return found
    }

    private func walk(_ entries: [(discriminator: Int64, fingerprint: TagFingerprint)]) throws -> FoundAccounts {
        let numbers = try LockstepWalk.shared(lists: entries.count, limit: 2) { list, number in
            try MatchKeyTable.seek(
                discriminator: entries[list].discriminator,
                fingerprint: entries[list].fingerprint,
                from: number,
                on: connection
            )
        }
        var found = FoundAccounts(catalogueVersion: catalogue.version)
        for number in numbers {
            if let row = try find(number: number).oldest { found.add(row) }
        }
        return found
    }

    // The outer joins keep the row of `store`, and so the version, where no account matches.
    private static let selection = "SELECT s.catalogue_version, \(AccountTable.columns) FROM store s"
    private static let byKey = SQLText(
        "\(selection) LEFT JOIN account a ON a.space = ?1 AND a.key = ?2 WHERE s.id = 1"
    )
    private static let byID = SQLText("\(selection) LEFT JOIN account a ON a.id = ?1 WHERE s.id = 1")
    private static let byNumber = SQLText("\(selection) LEFT JOIN account a ON a.number = ?1 WHERE s.id = 1")
    private static let byFingerprint = SQLText(
        """
        \(selection) LEFT JOIN match_key k ON k.discriminator = ?1 AND k.fingerprint = ?2
        LEFT JOIN account a ON a.number = k.account WHERE s.id = 1 ORDER BY k.account LIMIT 2
        """
    )

    /// The finders' statements, for the test that looks at their plans.
    static let finders = [byKey, byID, byNumber, byFingerprint]
}
