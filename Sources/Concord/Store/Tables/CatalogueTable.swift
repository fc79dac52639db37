import GRDB

/// Reading and writing the small tables: `store`, `policy`, `space`, `discriminator`, `shape`.
enum CatalogueTable {
    /// The count of changes to the catalogue, for every write to compare.
    static func version(on connection: Connection) throws -> Int64 {
        let statement = try PreparedStatement(connection, counting)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    /// The index of the log, which a first read opens.
    static func readIndex(on connection: Connection) throws -> WALIndex? {
        let statement = try PreparedStatement(connection, counting)
        defer { statement.reset() }
        return try statement.step() ? statement.index : nil
    }

    private static let counting = SQLText("SELECT catalogue_version FROM store WHERE id = 1")

    /// Everything, as of the transaction that the database is in.
    static func load(from database: Database, _ vendors: [VendorRules]) throws -> Catalogue {
        let (policyVersion, policy) = try policy(in: database)
        var catalogue = Catalogue(
            version: try version(on: Connection(database)),
            policyVersion: policyVersion,
            rules: try ResolvingRules(policy, vendors)
        )
        for row in try Row.fetchAll(database, sql: "SELECT id, vendor, scope FROM space") {
            let space = Space(vendor: Vendor(rawValue: row["vendor"]), scope: row["scope"])
            catalogue.record(SpaceRecord(id: row["id"], space: space, options: policy.options(for: space)))
        }
        let discriminators = "SELECT id, space, names, origin, state FROM discriminator ORDER BY id"
        for row in try Row.fetchAll(database, sql: discriminators) {
            guard let space = catalogue.names[row["space"]],
                let discriminator = Discriminator(text: row["names"]),
                let origin = DiscriminatorRecord.Origin(rawValue: row["origin"]),
                let state = BuildState(rawValue: row["state"])
            else { continue }
            let record = DiscriminatorRecord(id: row["id"], discriminator: discriminator, origin: origin, state: state)
            catalogue.record(record, in: space)
        }
        for row in try Row.fetchAll(database, sql: "SELECT id, definition, origin, state FROM shape ORDER BY id") {
            guard let shape = ListingShape(text: row["definition"]),
                let origin = ShapeRecord.Origin(rawValue: row["origin"]),
                let state = BuildState(rawValue: row["state"])
            else { continue }
            catalogue.record(ShapeRecord(id: row["id"], shape: shape, origin: origin, state: state))
        }
        return catalogue
    }

    private static func policy(in database: Database) throws -> (version: Int64, policy: ResolutionPolicy) {
        guard let row = try Row.fetchOne(database, sql: "SELECT version, text FROM policy WHERE id = 1") else {
            throw ConcordError(
                .unusableDatabase,
                "The database has no policy",
                remedy: "Restore the database from a backup"
            )
        }
        do {
            return (row["version"], try ResolutionPolicy(text: row["text"]))
        } catch is DecodingError {
            throw ConcordError(
                .policy,
                "The database's policy holds something that this version does not know",
                remedy: "Use the version of Concord that wrote it, or a newer one"
            )
        }
    }

    /// Makes the rows that every database has, once.
    static func initialize(
        _ database: Database,
        policy: ResolutionPolicy,
        secret: SipHash.Key,
        at time: Timestamp
    ) throws {
        let statement = try PreparedStatement(Connection(database), initializing)
        defer { statement.reset() }
        statement.bind(1, secret.low, secret.high)
        statement.bind(2, TagFingerprint.encodingVersion)
        statement.bind(3, time.milliseconds)
        _ = try statement.step()
        try database.execute(
            sql: "INSERT INTO policy (id, version, text) VALUES (1, 1, ?) ON CONFLICT DO NOTHING",
            arguments: [try policy.text()]
        )
    }

    /// Replaces the policy.
    static func replacePolicy(with policy: ResolutionPolicy, in database: Database) throws {
        try database.execute(
            sql: "UPDATE policy SET version = version + 1, text = ? WHERE id = 1",
            arguments: [try policy.text()]
        )
        _ = try advanceVersion(in: database)
    }

    /// The key of every fingerprint of this database.
    static func secret(in database: Database) throws -> SipHash.Key {
        let statement = try PreparedStatement(Connection(database), readingSecret)
        defer { statement.reset() }
        guard try statement.step(), statement.integer(1) == TagFingerprint.encodingVersion else {
            throw ConcordError(
                .newerDatabase,
                "The database's fingerprints are of another version",
                remedy: "Use the version of Concord that wrote it, or a newer one"
            )
        }
        let (low, high) = statement.bits(0)
        return SipHash.Key(low: low, high: high)
    }

    private static let initializing = SQLText(
        """
        INSERT INTO store (id, match_secret, fingerprint_version, catalogue_version, created_at)
        VALUES (1, ?1, ?2, 0, ?3) ON CONFLICT DO NOTHING
        """
    )
    private static let readingSecret = SQLText("SELECT match_secret, fingerprint_version FROM store WHERE id = 1")

    /// Says that the catalogue has changed, and gives the new count.
    static func advanceVersion(in database: Database) throws -> Int64 {
        try database.execute(sql: "UPDATE store SET catalogue_version = catalogue_version + 1 WHERE id = 1")
        return try version(on: Connection(database))
    }

    static func insert(_ space: Space, in database: Database) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO space (vendor, scope) VALUES (?, ?)",
            arguments: [space.vendor.rawValue, space.scope]
        )
        return database.lastInsertedRowID
    }

    /// Registers a discriminator as building, from the first account on.
    static func insert(
        _ discriminator: Discriminator,
        _ origin: DiscriminatorRecord.Origin,
        space: Int64,
        in database: Database
    ) throws -> DiscriminatorRecord {
        let state = BuildState.building
        try database.execute(
            sql: "INSERT INTO discriminator (space, names, origin, state, cursor) VALUES (?, ?, ?, ?, 0)",
            arguments: [space, discriminator.text, origin.rawValue, state.rawValue]
        )
        let id = database.lastInsertedRowID
        return DiscriminatorRecord(id: id, discriminator: discriminator, origin: origin, state: state)
    }

    /// Registers a shape as building, from the first person on.
    static func insert(
        _ shape: ListingShape,
        _ origin: ShapeRecord.Origin,
        in database: Database
    ) throws -> ShapeRecord {
        let state = BuildState.building
        try database.execute(
            sql: "INSERT INTO shape (definition, origin, state, cursor) VALUES (?, ?, ?, zeroblob(16))",
            arguments: [shape.text, origin.rawValue, state.rawValue]
        )
        return ShapeRecord(id: database.lastInsertedRowID, shape: shape, origin: origin, state: state)
    }

    static func setOrigin<Record: BuiltRecord>(of record: Record, in database: Database) throws {
        try database.execute(
            sql: "UPDATE \(Record.table) SET origin = ? WHERE id = ?",
            arguments: [record.origin.rawValue, record.id]
        )
    }

    /// How far the slices have come, and whether they are done; `nil` when the record is gone.
    static func progress<Record: BuiltRecord>(
        of record: Record,
        in database: Database
    ) throws -> (cursor: Record.Cursor, isReady: Bool)? {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT cursor, state FROM \(Record.table) WHERE id = ?",
            arguments: [record.id]
        )
        return row.map { ($0["cursor"], $0["state"] == BuildState.ready.rawValue) }
    }

    static func setProgress<Record: BuiltRecord>(
        of record: Record,
        cursor: Record.Cursor,
        state: BuildState,
        in database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE \(Record.table) SET cursor = ?, state = ? WHERE id = ?",
            arguments: [cursor, state.rawValue, record.id]
        )
    }
}
