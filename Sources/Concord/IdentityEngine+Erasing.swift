extension IdentityEngine {
    /// Erases an account, or a person with all its accounts: every value, what they are found by, their histories.
    ///
    /// Their ids stay: those of an erased account lead to its person's oldest remaining account, those of an erased person
    /// to a tombstone, which keeps the decisions on it. Numbers are never given again; the same key later makes a new
    /// account. Waits up to the configuration's `busyTimeout` for readers who look at the time before.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    @discardableResult
    public func erase(_ reference: PersonReference) async throws -> Erasure {
        let accounts = try await store.queue.write { try $0.erase(reference) }
        return Erasure(accounts: accounts, isComplete: try await store.truncateLog())
    }

    /// Does what an erasure could not while a reader looked at the time before: takes the erased bytes out of the log
    /// file.
    ///
    /// - Returns: whether they are gone; `false` when a reader still looks at the time before.
    public func finishErasing() async throws -> Bool {
        try await store.truncateLog()
    }

    /// Erases one account; see ``erase(_:)``.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func delete(_ reference: AccountReference) async throws {
        try await erase(.account(reference))
    }
}
