extension Vendor {
    /// Botpress, whose scopes are `BOT` or `BOT/INTEGRATION` (vendors.md decision 16).
    public static let botpress = Vendor(rawValue: "botpress")
}

extension IdentityEngine {
    /// The chat users of a Botpress bot, or of one integration in it.
    public func botpress(bot: String = Space.defaultScope, integration: String? = nil) -> BotpressUsers {
        let integration = integration ?? ""
        // A missing bot stays a scope without a name, which every write refuses, also beside an integration.
        let scope = bot.isEmpty || integration.isEmpty ? bot : "\(bot)/\(integration)"
        return BotpressUsers(engine: self, space: Space(vendor: .botpress, scope: scope))
    }
}

/// Botpress's user operations, as its Runtime API has them (botpress.com/docs, "Get or create a user").
public struct BotpressUsers: Sendable {
    public let engine: IdentityEngine
    public let space: Space

    /// Finds the user that the discriminating tags mean, or makes it, and merges what the request brings.
    ///
    /// - Throws: ``ConcordError``; see ``IdentityEngine/upsert(_:)``.
    public func getOrCreateUser(_ request: BotpressGetOrCreateUser) async throws -> BotpressGetOrCreateAnswer {
        BotpressGetOrCreateAnswer(try await engine.upsert(request.write(in: space, engine.options(of: space))))
    }

    /// The user with an id.
    ///
    /// - Throws: ``ConcordError`` `notFound`, also for a user of another space.
    public func user(id: String) async throws -> BotpressUser {
        BotpressUser(try await account(id))
    }

    /// Merges what the request brings into the user with an id.
    ///
    /// - Throws: ``ConcordError``, `notFound` among its codes.
    public func updateUser(id: String, _ request: BotpressUpdateUser) async throws -> BotpressUser {
        guard let id = AccountID(id) else { throw IdentityEngine.notFound }
        return BotpressUser(
            try await engine.upsert(request.write(of: id, in: space, engine.options(of: space))).account
        )
    }

    /// Erases the user with an id.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func deleteUser(id: String) async throws {
        try await engine.delete(.id(try await account(id).id))
    }

    /// A page of users, newest first.
    ///
    /// - Parameters:
    ///   - tags: only users that have all of these tags.
    ///   - token: the `nextToken` of the page before.
    ///   - limit: the most users of the page.
    /// - Returns: the users, and the token of the next page while there may be one.
    public func listUsers(
        tags: Tags = Tags(),
        nextToken token: String? = nil,
        limit: Int = 100
    ) async throws -> (users: [BotpressUser], nextToken: String?) {
        let after = try token.map(BotpressUsers.number)
        let page = try await engine.accounts(in: space, after: after, limit: limit, order: .newestFirst) { account in
            tags.pairs.allSatisfy { pair in account.fields[.tags, pair.name] == .string(pair.value) }
        }
        return (page.map(BotpressUser.init), page.count < limit ? nil : page.last.map { String($0.number) })
    }

    private static func number(inToken token: String) throws -> Int64 {
        guard let number = Int64(token) else {
            throw ConcordError(
                .invalidWrite,
                "nextToken is none that a listing gave",
                remedy: "Send it as it came",
                field: "nextToken"
            )
        }
        return number
    }

    private func account(_ id: String) async throws -> Account {
        guard let id = AccountID(id), let account = try await engine.account(.id(id)), account.space == space else {
            throw IdentityEngine.notFound
        }
        return account
    }
}
