/// One step of the schema: a name that is recorded in every database, and SQL that never changes once shipped.
public struct SchemaMigration: Sendable, Hashable {
    /// The file's name without its ending, such as `m0001_create_store`.
    public let identifier: String
    /// The statements, in the database's own language, run inside one transaction.
    public let sql: String

    init(_ identifier: String, _ bytes: [UInt8]) {
        self.identifier = identifier
        self.sql = String(decoding: bytes, as: UTF8.self)
    }
}

/// The ordered, append-only list of schema steps. SwiftPM embeds the files of `SQLite/` but keeps no list of them,
/// so this one is written by hand and a test compares it with the folder.
public enum Migrations {
    /// The steps of the SQLite store, oldest first.
    public static let sqlite: [SchemaMigration] = [
        SchemaMigration("m0001_create_store", PackageResources.m0001_create_store_sql),
        SchemaMigration("m0002_create_account", PackageResources.m0002_create_account_sql),
        SchemaMigration("m0003_create_match_key", PackageResources.m0003_create_match_key_sql),
        SchemaMigration("m0004_create_person", PackageResources.m0004_create_person_sql),
        SchemaMigration("m0005_create_event", PackageResources.m0005_create_event_sql),
        SchemaMigration("m0006_create_decision", PackageResources.m0006_create_decision_sql),
        SchemaMigration("m0007_create_link", PackageResources.m0007_create_link_sql),
        SchemaMigration("m0008_create_listing_key", PackageResources.m0008_create_listing_key_sql),
        SchemaMigration("m0009_create_credential", PackageResources.m0009_create_credential_sql),
    ]
}
