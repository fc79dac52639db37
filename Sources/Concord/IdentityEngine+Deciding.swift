extension IdentityEngine {
    /// Decides that two persons are one, whatever the evidence says, and gives the decision's number.
    ///
    /// The decision stands between their accounts of now, outlives every run and yields only to *different*.
    ///
    /// - Throws: ``ConcordError`` `notFound`; `invalidDecision` when they are one already; `contradiction` with the
    ///   decisions that say otherwise.
    @discardableResult
    public func join(
        _ left: PersonReference,
        _ right: PersonReference,
        _ signature: Signature = Signature()
    ) async throws -> Int64 {
        try await store.queue.write { try $0.decide(.same, left, right, signature) }
    }

    /// Decides that two accounts, or two persons, are not one, and gives the decision's number.
    ///
    /// One account of a person against that person means: against its other accounts.
    ///
    /// - Throws: ``ConcordError`` `notFound`; `invalidDecision` for a thing and itself; `contradiction`.
    @discardableResult
    public func separate(
        _ left: PersonReference,
        _ right: PersonReference,
        _ signature: Signature = Signature()
    ) async throws -> Int64 {
        try await store.queue.write { try $0.decide(.different, left, right, signature) }
    }

    /// Ends the decisions that stand between two sides, named as they were named then, and gives their numbers.
    ///
    /// - Throws: ``ConcordError`` `notFound` when none stands.
    @discardableResult
    public func withdraw(
        _ left: PersonReference,
        _ right: PersonReference,
        _ signature: Signature = Signature()
    ) async throws -> [Int64] {
        try await store.queue.write { try $0.withdraw(left, right, signature) }
    }

    /// Sets a field of a person's golden record, over whatever its accounts say.
    ///
    /// - Throws: ``ConcordError`` `notFound`; `invalidWrite` for a key or a value that cannot be kept.
    public func pin(
        _ reference: PersonReference,
        _ key: String,
        _ value: JSONValue,
        _ signature: Signature = Signature()
    ) async throws {
        try Pin.validate(key, value)
        try await store.queue.write { try $0.pin(reference, key, value, signature) }
    }

    /// Lets a field of a person's golden record follow its accounts again.
    ///
    /// - Throws: ``ConcordError`` `notFound` when nobody has the id, or the field is not pinned.
    public func unpin(_ reference: PersonReference, _ key: String) async throws {
        try await store.queue.write { try $0.unpin(reference, key) }
    }
}
