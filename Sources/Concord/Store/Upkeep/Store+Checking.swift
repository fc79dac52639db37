import GRDB

extension Store {
    /// Runs every check on one snapshot.
    func check(progress: @escaping @Sendable (CheckProgress) -> Void) async throws -> CheckReport {
        do {
            return try await pool.read { database in
                let snapshot = try CheckedSnapshot(database)
                return CheckReport(
                    checks: try StoreCheck.all.map { try $0.result(on: snapshot, progress: progress) },
                    spaces: snapshot.catalogue.names.count,
                    accounts: (try? snapshot.count("SELECT count(*) FROM account")) ?? 0
                )
            }
        } catch {
            throw StoreErrors.translated(error)
        }
    }
}
