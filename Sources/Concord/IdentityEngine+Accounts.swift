extension IdentityEngine {
    /// The oldest account that tags match in a space, or `nil`. Writes nothing.
    ///
    /// Cost: one probe when the space has the discriminator ready. A list that the space has not seen is answered by
    /// reading all accounts of the space; ``register(discriminator:in:)`` or an upsert makes it ready.
    ///
    /// - Parameters:
    ///   - tags: the tags to look for.
    ///   - names: the tags that count; `nil` for all of them in the space's way, empty for none, which matches nobody.
    /// - Throws: ``ConcordError`` `missingDiscriminator`, `ambiguousMatch` where the space's options say so; `storage`.
    public func match(
        tags: Tags,
        discriminateByTags names: [String]? = nil,
        in space: Space
    ) async throws -> AccountMatch? {
        try await store.match(.tags(tags, discriminateBy: names), in: space)
    }

    /// The account that a reference means, or `nil`.
    public func account(_ reference: AccountReference) async throws -> Account? {
        let found = try store.readOnce { try ($0.find(reference), $0.catalogue.version) }
        if found.0.catalogueVersion == found.1 { return try found.0.oldest?.decoded() }
        return try await store.read { try $0.find(reference).oldest?.decoded() }
    }

    /// Keeps a list of discriminating tags ready for a space, and returns when it is.
    ///
    /// Not counted against the space's bound. Safe to repeat, and to interrupt: whoever calls next goes on.
    ///
    /// - Throws: ``ConcordError`` `invalidWrite` for a space without a name; `busy`, `diskFull`, `storage`.
    /// - Precondition: `names` is not empty.
    public func register(discriminator names: [String], in space: Space) async throws {
        guard let discriminator = Discriminator(listing: names) else {
            preconditionFailure("A discriminator lists at least one tag name")
        }
        try space.validate()
        try await store.makeReady(discriminator, in: space)
    }

    /// The order of a listing of accounts.
    public enum AccountOrder: Sendable, Hashable {
        case oldestFirst, newestFirst
    }

    /// A page of a space's accounts by number.
    ///
    /// Cost: reads accounts until `limit` of them pass the condition.
    ///
    /// - Parameters:
    ///   - number: the last account's number of the page before.
    ///   - limit: the most accounts to return, at least 1.
    ///   - condition: which accounts count.
    public func accounts(
        in space: Space,
        after number: Int64? = nil,
        limit: Int,
        order: AccountOrder = .oldestFirst,
        where condition: @escaping @Sendable (Account) -> Bool = { _ in true }
    ) async throws -> [Account] {
        precondition(limit > 0, "A page holds at least one account")
        return try await store.read {
            try $0.accounts(
                in: space,
                after: number,
                limit: limit,
                newestFirst: order == .newestFirst,
                where: condition
            )
        }
    }

    /// How many accounts a space has. Cost: grows with the number.
    public func accountCount(in space: Space) async throws -> Int {
        try await store.read { try $0.count(in: space) }
    }

    /// How many accounts each space has that an account was ever written to, by vendor and scope.
    ///
    /// Cost: grows with the number of accounts.
    public func accountCounts() async throws -> [(space: Space, accounts: Int)] {
        try await store.read { lookup in
            try lookup.catalogue.names.values
                .sorted { Bytewise.precedes($0.description, $1.description) }
                .map { (space: $0, accounts: try lookup.count(in: $0)) }
        }
    }
}
