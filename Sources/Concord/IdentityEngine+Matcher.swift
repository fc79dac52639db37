extension IdentityEngine {
    /// A matcher in memory of a space's accounts, as of the newest event; ``TagMatcher/refresh()`` catches up.
    ///
    /// The matcher reads from the engine's file when it catches up and when a list of tags is new to it: keep the engine open.
    ///
    /// Cost: a microsecond an account for the space's matching by all tags, and again for each list at its first use; a
    /// list that the store has not ready reads the accounts instead. See ``register(discriminator:in:)``.
    ///
    /// - Throws: ``ConcordError`` `tooLarge` for a number over 2³⁰ − 1, `storage`.
    public func tagMatcher(of space: Space) throws -> TagMatcher {
        try store.tagMatcher(of: space)
    }
}
