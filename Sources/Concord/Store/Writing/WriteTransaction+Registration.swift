import GRDB

extension WriteTransaction {
    /// Registers a discriminator of a space, and fills in the first slice at once, which for small spaces is all.
    ///
    /// From here on every write maintains it, in every process: they all compare the catalogue's version.
    mutating func register(
        _ discriminator: Discriminator,
        _ origin: DiscriminatorRecord.Origin,
        in space: Space
    ) throws {
        let spaceRecord = try record(of: space)
        if let known = spaceRecord[discriminator] {
            return try declare(known, origin, in: space)
        }
        let record = try CatalogueTable.insert(discriminator, origin, space: spaceRecord.id, in: database)
        try change { $0.record(record, in: space) }
        _ = try fillSlice(of: record.id)
    }

    /// Registers the lists that the policy declares for a space.
    mutating func registerDeclared(in space: Space) throws {
        for names in catalogue.policy.options(for: space).discriminators ?? [] {
            guard let discriminator = Discriminator(listing: names) else { continue }
            try register(discriminator, .declared, in: space)
        }
    }

    /// A list that requests brought stops counting against the bound when it is declared.
    private mutating func declare(
        _ known: DiscriminatorRecord,
        _ origin: DiscriminatorRecord.Origin,
        in space: Space
    ) throws {
        guard origin == .declared, known.origin != .declared else { return }
        try CatalogueTable.setOrigin(of: known.id, origin, in: database)
        var declared = known
        declared.origin = origin
        try change { $0.record(declared, in: space) }
    }

    /// Adds the next accounts of the space to a discriminator that is being built, and says whether it is ready.
    ///
    /// The cursor is in the table, so that any process can go on where another one stopped. Accounts that were written
    /// since the registration have their row already; adding it again changes nothing.
    mutating func fillSlice(of discriminator: Int64) throws -> Bool {
        guard let (space, record) = catalogue.discriminator(discriminator),
            let spaceID = catalogue.spaces[space]?.id
        else { return true }
        let (cursor, isReady) = try CatalogueTable.progress(of: discriminator, in: database)
        if isReady { return true }
        let (filled, last) = try fill(record, space: spaceID, after: cursor)
        let isDone = filled < context.configuration.registrationSlice
        let state = isDone ? DiscriminatorRecord.State.ready : .building
        try CatalogueTable.setProgress(of: discriminator, cursor: last, state: state, in: database)
        if isDone {
            var ready = record
            ready.state = .ready
            try change { $0.record(ready, in: space) }
        }
        return isDone
    }

    private func fill(
        _ record: DiscriminatorRecord,
        space: Int64,
        after cursor: Int64
    ) throws -> (count: Int, last: Int64) {
        let statement = try PreparedStatement(connection, WriteTransaction.slice)
        defer { statement.reset() }
        statement.bind(1, space)
        statement.bind(2, cursor)
        statement.bind(3, Int64(context.configuration.registrationSlice))
        var (count, last) = (0, cursor)
        while try statement.step() {
            count += 1
            last = statement.integer(0)
            let tags = Tags(try statement.withText(1) { try AccountRow.fieldMap($0) }[.tags])
            guard let fingerprint = TagFingerprint(of: tags, record.discriminator, key: context.secret) else {
                continue
            }
            try MatchKeyTable.insert(
                discriminator: record.id,
                fingerprint: fingerprint,
                account: last,
                on: connection
            )
        }
        return (count, last)
    }

    private static let slice = SQLText(
        "SELECT number, fields FROM account WHERE space = ?1 AND number > ?2 ORDER BY number LIMIT ?3"
    )
}
