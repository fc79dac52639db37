import GRDB

/// The fingerprints of one space of a store, and what its events say of their changes.
struct StoredFingerprints: FingerprintSource {
    let pool: DatabasePool
    let queue: WriteQueue
    let secret: SipHash.Key
    let space: Space

    /// A scan of `match_key` where the discriminator is ready, in the order of the fingerprints; else of the accounts.
    func forEach(
        _ discriminator: Discriminator,
        _ body: (_ account: Int64, _ fingerprint: TagFingerprint) throws -> Void
    ) throws {
        try read { lookup in
            guard let record = lookup.catalogue.spaces[space] else { return }
            guard let known = record[discriminator], known.state == .ready else {
                return try lookup.forEachAccount(in: record.id) { account, tags in
                    guard let print = TagFingerprint(of: tags, discriminator, key: secret) else { return }
                    try body(account, print)
                }
            }
            try MatchKeyTable.forEach(discriminator: known.id, on: lookup.connection, body)
        }
    }

    func accounts(with fingerprint: TagFingerprint, _ discriminator: Discriminator) throws -> [Int64] {
        try read { lookup in
            guard let record = lookup.catalogue.spaces[space] else { return [] }
            if let known = record[discriminator], known.state == .ready {
                return try MatchKeyTable.first(2, discriminator: known.id, fingerprint, on: lookup.connection)
            }
            var found: [Int64] = []
            try lookup.forEachAccount(in: record.id) { account, tags in
                guard found.count < 2, TagFingerprint(of: tags, discriminator, key: secret) == fingerprint
                else { return }
                found.append(account)
            }
            return found
        }
    }

    var position: Int64 {
        get throws { try read { try EventTable.newest(on: $0.connection) } }
    }

    func changes(after position: Int64) throws -> TagChanges {
        try read { lookup in
            var changes = TagChanges(position: try EventTable.newest(on: lookup.connection))
            guard let record = lookup.catalogue.spaces[space] else { return changes }
            try EventTable.accountEvents(after: position, on: lookup.connection) { event in
                // An erased account leaves neither its number nor its tags.
                guard let account = event.account else { return changes.isComplete = false }
                guard event.space == record.id else { return }
                let now = Tags(try event.fields.withUnsafeBufferPointer(AccountRow.fieldMap)[.tags])
                changes.undo(event.replaced, isBirth: event.isBirth, of: account, now: now)
            }
            return changes
        }
    }

    private func read<Result>(_ body: (AccountLookup) throws -> Result) throws -> Result {
        try StoreErrors.translating {
            try pool.read { try body(AccountLookup(snapshot: $0, queue)) }
        }
    }
}

extension AccountLookup {
    /// Every account of a space with its tags, by number.
    fileprivate func forEachAccount(in space: Int64, _ body: (Int64, Tags) throws -> Void) throws {
        let statement = try PreparedStatement(connection, AccountLookup.tagScan)
        defer { statement.reset() }
        statement.bind(1, space)
        while try statement.step() {
            try body(statement.integer(0), Tags(try statement.withText(1) { try AccountRow.fieldMap($0) }[.tags]))
        }
    }

    private static let tagScan = SQLText("SELECT number, fields FROM account WHERE space = ?1 ORDER BY number")
}
