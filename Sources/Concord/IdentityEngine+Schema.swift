extension IdentityEngine {
    /// The steps of this version's schema that a database has seen, and those that opening it would still run, each in
    /// order. Changes nothing.
    ///
    /// - Throws: ``ConcordError`` `missingDatabase`; `newerDatabase`; `unusableDatabase`, also for another program's.
    public static func schemaSteps(ofDatabaseAt path: String) throws -> (done: [String], pending: [String]) {
        try StoreFile.prepare(path, creates: false)
        return try StoreErrors.translating { try Store.schemaSteps(ofDatabaseAt: path) }
    }
}
