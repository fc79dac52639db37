extension IdentityEngine {
    /// The person that an id or a key leads to; `nil` when it never led to anybody.
    ///
    /// Any id that the person has ever had will do. Cost: grows with the person's accounts.
    public func person(_ reference: PersonReference) async throws -> FoundPerson? {
        try await store.read { try PersonLookup(accounts: $0).find(reference) }
    }

    /// What has happened to a person's accounts, oldest first, with what each update replaced.
    ///
    /// - Throws: ``ConcordError`` `notFound`, also for a tombstone: its history is erased.
    public func history(of reference: PersonReference) async throws -> [Event] {
        try await store.read { lookup in
            let persons = PersonLookup(accounts: lookup)
            guard case .person(let person)? = try persons.find(reference) else { throw ConcordError.noPerson }
            return try persons.history(of: person)
        }
    }

    /// What waits for a human, the oldest first.
    public func reviews(limit: Int = 100) async throws -> [OpenReview] {
        precondition(limit > 0, "A list of reviews holds at least one")
        let secret = store.secret
        return try await store.read { try PersonLookup(accounts: $0).reviews(limit: limit, secret: secret) }
    }

    /// Why two accounts, or the accounts that two ids lead to, are one person; `nil` when they are not.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func why(_ left: PersonReference, _ right: PersonReference) async throws -> Explanation? {
        let secret = store.secret
        return try await store.read { try PersonLookup(accounts: $0).why(left, right, secret: secret) }
    }

    /// What speaks for two accounts or persons being one, and the rules that it did not pass.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func whyNot(_ left: PersonReference, _ right: PersonReference) async throws -> Objection {
        let secret = store.secret
        return try await store.read { try PersonLookup(accounts: $0).whyNot(left, right, secret: secret) }
    }

    /// The steps in which a person's accounts became one.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func how(_ reference: PersonReference) async throws -> Growth {
        let secret = store.secret
        return try await store.read { try PersonLookup(accounts: $0).how(reference, secret: secret) }
    }
}
