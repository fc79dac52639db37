import GRDB

extension Store {
    /// Runs checks on one snapshot.
    func check(
        _ checks: [StoreCheck] = StoreCheck.all,
        progress: @escaping @Sendable (CheckProgress) -> Void
    ) async throws -> CheckReport {
        let vendors = configuration.vendors
        do {
            return try await pool.read { database in
                let snapshot = try CheckedSnapshot(database, vendors)
                return CheckReport(
                    checks: try checks.map { try $0.result(on: snapshot, progress: progress) },
                    spaces: snapshot.catalogue.names.count,
                    pending: try PendingTable.count(on: snapshot.connection),
                    isRebuilding: try RebuildTable.state(on: snapshot.connection) != nil,
                    accounts: (try? snapshot.count("SELECT count(*) FROM account")) ?? 0
                )
            }
        } catch {
            throw StoreErrors.translated(error)
        }
    }
}
