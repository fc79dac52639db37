import GRDB

extension Store {
    /// Takes the overwritten pages out of the write-ahead log, and says whether no reader was in the way.
    ///
    /// Overwritten rows are zeros in the database already (`secure_delete`), but the log keeps older versions of its pages.
    func truncateLog() async throws -> Bool {
        do {
            return try await pool.writeWithoutTransaction { database in
                do {
                    try database.checkpoint(.truncate)
                    return true
                } catch DatabaseError.SQLITE_BUSY, DatabaseError.SQLITE_LOCKED {
                    return false
                }
            }
        } catch {
            throw StoreErrors.translated(error)
        }
    }
}
