/// What a lookup found, as of one snapshot.
struct FoundAccounts: Sendable {
    /// The count of catalogue changes in the snapshot.
    var catalogueVersion: Int64 = 0
    /// The account with the smallest number.
    private(set) var oldest: AccountRow?
    /// Whether there are more.
    var isAmbiguous = false

    /// Takes the accounts that were found, the one with the smallest number first.
    mutating func add(_ row: @autoclosure () -> AccountRow) {
        if oldest == nil { oldest = row() } else { isAmbiguous = true }
    }
}

/// Finding accounts, on any connection. The finders by key, id and fingerprint are one statement each, so that they
/// are one snapshot without a transaction around them.
///
/// An object, because a reader keeps it from one match to the next.
final class AccountLookup {
    let connection: Connection
    let catalogue: Catalogue
    /// The space that was asked for last: mostly it is the next one too, and to hash its name costs more than to compare.
    private var last: SpaceRecord?

    init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    /// What the catalogue knows of a space.
    func record(of space: Space) -> SpaceRecord? {
        if let last, last.space == space { return last }
        guard let record = catalogue.spaces[space] else { return nil }
        last = record
        return record
    }

    /// - Precondition: the locator is one that a lookup can follow: neither building nor unseen.
    func find(_ locator: AccountLocator, in record: SpaceRecord) throws -> FoundAccounts {
        switch locator {
        case .key(let key):
            return try find(AccountLookup.byKey, in: record) {
                $0.bind(1, record.id)
                $0.bind(2, key)
            }
        case .id(let id):
            return try find(id: id, in: record)
        case .probe(let discriminator, let fingerprint):
            return try withUnsafeBytes(of: (fingerprint.low.bigEndian, fingerprint.high.bigEndian)) { bytes in
                try find(AccountLookup.byFingerprint, in: record) {
                    $0.bind(1, discriminator)
                    $0.bind(2, keeping: bytes)
                }
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
            guard let record = record(of: space) else { return FoundAccounts() }
            return try find(.key(key), in: record)
        }
    }

    private func find(number: Int64) throws -> FoundAccounts {
        try find(AccountLookup.byNumber) { $0.bind(1, number) }
    }

    /// The account with an id, in one space or in all.
    private func find(id: AccountID, in record: SpaceRecord? = nil) throws -> FoundAccounts {
        let found = try find(AccountLookup.byID, in: record) { $0.bind(1, id.ulid.high, id.ulid.low) }
        guard let record, let row = found.oldest else { return found }
        return row.space == record.space ? found : FoundAccounts(catalogueVersion: found.catalogueVersion)
    }

    /// - Parameter record: the space that the accounts are in, mostly.
    private func find(
        _ sql: SQLText,
        in record: SpaceRecord? = nil,
        bind: (PreparedStatement) -> Void
    ) throws -> FoundAccounts {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        bind(statement)
        var found = FoundAccounts()
        while try statement.step() {
            // A space that is newer than the catalogue: the caller sees the version and reads the catalogue again.
            guard let space = space(numbered: statement.integer(AccountRow.space), record) else { continue }
            found.add(AccountRow(statement, space: space))
        }
        found.catalogueVersion = try catalogueVersion(seenBy: statement)
        return found
    }

    private func space(numbered number: Int64, _ record: SpaceRecord?) -> Space? {
        if let record, record.id == number { return record.space }
        return catalogue.names[number]
    }

    /// The count of catalogue changes in the snapshot of a statement that has ended; perhaps a later one.
    ///
    /// In a transaction it is the catalogue's own. Outside of one, SQLite says whether anything was committed since the
    /// connection read the count last; if so it is read again, in a later snapshot. It only grows: if it is still what the
    /// catalogue has, it was so in the statement's snapshot. To join it to every statement costs up to half as much again.
    private func catalogueVersion(seenBy statement: PreparedStatement) throws -> Int64 {
        if connection.isInTransaction { return catalogue.version }
        if let known = connection.catalogueCount, known.dataVersion == statement.dataVersion { return known.count }
        let count = try CatalogueTable.version(on: connection)
        connection.catalogueCount = (statement.dataVersion, count)
        return count
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

    private static let byKey = SQLText(
        "SELECT \(AccountTable.columns) FROM account a WHERE a.space = ?1 AND a.key = ?2"
    )
    private static let byID = SQLText("SELECT \(AccountTable.columns) FROM account a WHERE a.id = ?1")
    private static let byNumber = SQLText("SELECT \(AccountTable.columns) FROM account a WHERE a.number = ?1")
    private static let byFingerprint = SQLText(
        """
        SELECT \(AccountTable.columns) FROM match_key k JOIN account a ON a.number = k.account
        WHERE k.discriminator = ?1 AND k.fingerprint = ?2 ORDER BY k.account LIMIT 2
        """
    )

    /// The finders' statements, for the test that looks at their plans.
    static let finders = [byKey, byID, byNumber, byFingerprint]
}
