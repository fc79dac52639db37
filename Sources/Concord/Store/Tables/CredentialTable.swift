import GRDB

/// Reading and writing `credential`.
enum CredentialTable {
    /// The credential with an id. Cost: one probe.
    static func find(_ id: String, on connection: Connection) throws -> Credential? {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        statement.bind(1, id)
        return try statement.step() ? credential(of: statement) : nil
    }

    /// All credentials, the oldest first.
    static func all(on connection: Connection) throws -> [Credential] {
        let statement = try PreparedStatement(connection, listing)
        defer { statement.reset() }
        var credentials: [Credential] = []
        while try statement.step() { credentials.append(credential(of: statement)) }
        return credentials
    }

    static func insert(_ credential: Credential, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, inserting)
        defer { statement.reset() }
        statement.bind(1, credential.id)
        statement.bind(2, blob: credential.digest)
        statement.bind(3, credential.space.vendor.rawValue)
        statement.bind(4, credential.space.scope)
        statement.bind(5, credential.role.rawValue)
        statement.bind(6, credential.createdAt.milliseconds)
        _ = try statement.step()
    }

    /// Removes a credential and says whether it was there.
    static func remove(_ id: String, on connection: Connection) throws -> Bool {
        let statement = try PreparedStatement(connection, removing)
        defer { statement.reset() }
        statement.bind(1, id)
        return try statement.step()
    }

    private static func credential(of statement: PreparedStatement) -> Credential {
        // The schema's check names the roles.
        Credential(
            digest: statement.blob(0),
            space: Space(vendor: Vendor(rawValue: statement.text(1)), scope: statement.text(2)),
            role: Credential.Role(rawValue: statement.text(3)) ?? .reader,
            createdAt: Timestamp(milliseconds: statement.integer(4))
        )
    }

    private static let columns = "digest, vendor, scope, role, created_at"
    private static let finding = SQLText("SELECT \(columns) FROM credential WHERE id = ?1")
    private static let listing = SQLText("SELECT \(columns) FROM credential ORDER BY created_at, id")
    private static let inserting = SQLText("INSERT INTO credential (id, \(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    private static let removing = SQLText("DELETE FROM credential WHERE id = ?1 RETURNING id")
}
