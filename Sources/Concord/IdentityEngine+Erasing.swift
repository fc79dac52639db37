extension IdentityEngine {
    /// Erases an account, or a person with all its accounts: every value, what they are found by, their histories.
    ///
    /// Their ids stay: those of an erased account lead to its person's oldest remaining account, those of an erased person
    /// to a tombstone, which keeps the decisions on it. Numbers are never given again; the same key later makes a new
    /// account. What somebody wrote elsewhere stays too: the reasons of decisions, the names of who decided, the same text
    /// in another account.
    ///
    /// Cost, besides the erasing: waits up to the configuration's `busyTimeout` for readers who look at the time before.
    /// Then reads the database's file once, while others read and write, for whole identifiers of at least 6 bytes
    /// (e-mails, phones, customer ids, former ones too) that no account has any more; a second for each one or two
    /// gigabytes. Erasures at the same time share that look. Seldom, SQLite has left a copy of a row between others: then
    /// the file is rewritten, which takes several times as long, as much room again on the disk and in the temporary
    /// folder, and makes writes wait.
    ///
    /// - Returns: the erased accounts, also when ``Erasure/isComplete`` is false.
    /// - Throws: ``ConcordError`` `notFound`.
    @discardableResult
    public func erase(_ reference: PersonReference) async throws -> Erasure {
        let (accounts, texts) = try await store.queue.write { try $0.erase(reference) }
        // The accounts are erased by now: no error may say that they are not.
        let isComplete = try? await store.scrubber.scrub(texts)
        return Erasure(accounts: accounts, isComplete: isComplete ?? false)
    }

    /// Does what erasures could not while a reader looked at the time before, or while the disk was full: takes all
    /// erased bytes out of the database's files.
    ///
    /// Nobody knows the erased values any more, perhaps, so they cannot be looked for: it rewrites the file, however little
    /// is left of them. Cost: as ``erase(_:)`` where it has found something.
    ///
    /// - Returns: whether they are gone; `false` when a reader still looks at the time before.
    /// - Throws: ``ConcordError`` `diskFull`, `busy`, `storage`: what keeps the file from being rewritten.
    public func finishErasing() async throws -> Bool {
        try await store.scrubber.scrub([], rewrites: true)
    }

    /// Erases one account; see ``erase(_:)``.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func delete(_ reference: AccountReference) async throws {
        try await erase(.account(reference))
    }
}
