import GRDB

@testable import Concord

/// The rows of `match_key`, as a set.
enum MatchKeys {
    struct Row: Hashable {
        let discriminator: Int64
        let fingerprint: TagFingerprint
        let account: Int64
    }

    private static let all = SQLText("SELECT discriminator, fingerprint, account FROM match_key")

    static func all(in engine: IdentityEngine) async throws -> Set<Row> {
        try await engine.store.pool.read { database in
            let statement = try PreparedStatement(Connection(database), all)
            defer { statement.reset() }
            var rows: Set<Row> = []
            while try statement.step() {
                let (low, high) = statement.bits(1)
                rows.insert(
                    Row(
                        discriminator: statement.integer(0),
                        fingerprint: TagFingerprint(low: low, high: high),
                        account: statement.integer(2)
                    )
                )
            }
            return rows
        }
    }
}
