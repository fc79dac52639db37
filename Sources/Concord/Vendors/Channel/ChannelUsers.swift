extension Vendor {
    /// Channel.io, whose scopes are channels.
    public static let channel = Vendor(rawValue: "channel")
}

extension IdentityEngine {
    /// The users of a Channel.io channel.
    public func channel(
        id: String = Space.defaultScope,
        version: ChannelAPIVersion = .v4
    ) -> ChannelUsers {
        ChannelUsers(engine: self, space: Space(vendor: .channel, scope: id), version: version)
    }
}

/// Channel.io's user operations, as its Open API has them (developers.channel.io, "Upsert a User (By memberId)").
///
/// A user is named by its member id, which is the company's own, or by its id, which is the store's.
public struct ChannelUsers: Sendable {
    public let engine: IdentityEngine
    public let space: Space
    public let version: ChannelAPIVersion

    /// Finds the user with a member id, or makes it, and merges what the request brings.
    ///
    /// - Parameter memberID: 1 to 64 characters without whitespace; compared byte by byte.
    /// - Throws: ``ConcordError``; see ``IdentityEngine/upsert(_:)``.
    public func upsertUser(
        memberID: String,
        _ request: ChannelUpsertUser = ChannelUpsertUser()
    ) async throws -> ChannelUserAnswer {
        ChannelUserAnswer(
            try await engine.upsert(request.write(memberID: memberID, in: space, engine.options(of: space), version))
        )
    }

    /// The user with a member id.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func user(memberID: String) async throws -> ChannelUserAnswer {
        try ChannelMemberID.check(memberID)
        return ChannelUserAnswer(try await account(.key(memberID, in: space)))
    }

    /// The user with an id.
    ///
    /// - Throws: ``ConcordError`` `notFound`, also for a user of another space.
    public func user(id: String) async throws -> ChannelUserAnswer {
        ChannelUserAnswer(try await account(.id(ChannelUsers.accountID(id))))
    }

    /// Merges what the request brings into the user with a member id.
    ///
    /// - Throws: ``ConcordError``, `notFound` among its codes.
    public func updateUser(memberID: String, _ request: ChannelUpsertUser) async throws -> ChannelUserAnswer {
        try ChannelMemberID.check(memberID)
        return try await update(.key(memberID), request)
    }

    /// Merges what the request brings into the user with an id.
    ///
    /// - Throws: ``ConcordError``, `notFound` among its codes.
    public func updateUser(id: String, _ request: ChannelUpsertUser) async throws -> ChannelUserAnswer {
        try await update(.id(ChannelUsers.accountID(id)), request)
    }

    /// Erases the user with a member id; the same member id later makes a new user.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func deleteUser(memberID: String) async throws {
        try ChannelMemberID.check(memberID)
        try await engine.delete(.key(memberID, in: space))
    }

    /// Erases the user with an id.
    ///
    /// - Throws: ``ConcordError`` `notFound`, also for a user of another space.
    public func deleteUser(id: String) async throws {
        try await engine.delete(.id(try await account(.id(ChannelUsers.accountID(id))).id))
    }

    private func update(_ match: AccountWrite.Match, _ request: ChannelUpsertUser) async throws -> ChannelUserAnswer {
        ChannelUserAnswer(
            try await engine.upsert(request.update(match, in: space, engine.options(of: space), version))
        )
    }

    private func account(_ reference: AccountReference) async throws -> Account {
        guard let account = try await engine.account(reference), account.space == space else {
            throw IdentityEngine.notFound
        }
        return account
    }

    private static func accountID(_ text: String) throws -> AccountID {
        guard let id = AccountID(text) else { throw IdentityEngine.notFound }
        return id
    }
}
