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
        var declared = known
        declared.origin = origin
        try CatalogueTable.setOrigin(of: declared, in: database)
        try change { $0.record(declared, in: space) }
    }

    /// Adds the next accounts of the space to a discriminator that is being built, and says whether it is ready.
    mutating func fillSlice(of discriminator: Int64) throws -> Bool {
        guard let (_, record) = catalogue.discriminator(discriminator) else { return true }
        return try fillSlice(of: record)
    }
}

extension DiscriminatorRecord: BuiltRecord {
    static let table = "discriminator"

    func record(in catalogue: inout Catalogue) {
        guard let (space, _) = catalogue.discriminator(id) else { return }
        catalogue.record(self, in: space)
    }

    func fill(after cursor: Int64, in transaction: WriteTransaction) throws -> (count: Int, last: Int64) {
        guard let (space, _) = transaction.catalogue.discriminator(id),
            let spaceID = transaction.catalogue.spaces[space]?.id
        else { return (0, cursor) }
        let statement = try PreparedStatement(transaction.connection, DiscriminatorRecord.slice)
        defer { statement.reset() }
        statement.bind(1, spaceID)
        statement.bind(2, cursor)
        statement.bind(3, Int64(transaction.context.configuration.registrationSlice))
        var (count, last) = (0, cursor)
        while try statement.step() {
            count += 1
            last = statement.integer(0)
            let tags = Tags(try statement.withText(1) { try AccountRow.fieldMap($0) }[.tags])
            guard let fingerprint = TagFingerprint(of: tags, discriminator, key: transaction.context.secret) else {
                continue
            }
            try MatchKeyTable.insert(
                discriminator: id,
                fingerprint: fingerprint,
                account: last,
                on: transaction.connection
            )
        }
        return (count, last)
    }

    private static let slice = SQLText(
        "SELECT number, fields FROM account WHERE space = ?1 AND number > ?2 ORDER BY number LIMIT ?3"
    )
}
