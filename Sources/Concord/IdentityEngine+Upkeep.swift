extension IdentityEngine {
    /// Looks at everything in the database and says what is not as it has to be; see ``CheckReport``.
    ///
    /// Reads one snapshot and changes nothing: writers go on meanwhile, and what they write is not looked at. Their
    /// changes stay in the database's `-wal` file until the check ends.
    ///
    /// Cost: reads every row several times, a few microseconds each, in memory that does not grow with their number.
    ///
    /// - Parameter progress: is told which check is under way, every few thousand rows.
    /// - Throws: ``ConcordError`` `unusableDatabase` when the damage leaves nothing to check; `CancellationError`.
    public func check(progress: @escaping @Sendable (CheckProgress) -> Void = { _ in }) async throws -> CheckReport {
        try await store.check(progress: progress)
    }

    /// Compares persons, their golden records, review items and identifiers with what the accounts, the decisions, the
    /// links and the policy make of them; see ``check(progress:)``, of which this is a part.
    public func checkPersons(
        progress: @escaping @Sendable (CheckProgress) -> Void = { _ in }
    ) async throws -> CheckReport {
        try await store.check(StoreCheck.persons, progress: progress)
    }

    /// Copies the database to a new file, as of one moment, while writers go on.
    ///
    /// The copy holds every write that was answered before the call, is one file without companions, is its owner's
    /// alone (0600) and is on the disk when the call returns. It is written under another name beside `path` and takes
    /// its name at the end; a copy that fails or is cancelled leaves nothing. What writers change meanwhile stays in
    /// the database's own `-wal` file until the copy is done.
    ///
    /// - Parameter progress: is told the share that is copied, from 0 to 1.
    /// - Throws: ``ConcordError`` `unwritableFile` when there is something at `path` or nothing can be written there;
    ///   `diskFull`, `storage`; `CancellationError`.
    public func backup(to path: String, progress: @escaping @Sendable (Double) -> Void = { _ in }) async throws {
        try await store.backup(to: path, progress: progress)
    }
}
