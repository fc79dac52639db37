import ConcordTesting
import Testing

@testable import Concord

/// An engine of its own for one test, with the users of one User.com app in it.
struct UserComStore {
    let store: TemporaryStore
    let engine: IdentityEngine
    let users: UserComUsers

    init(_ configure: (inout SpaceOptions) -> Void = { _ in }) throws {
        var options = SpaceOptions()
        configure(&options)
        let store = try TemporaryStore()
        let engine = try store.open { configuration in
            var policy = ResolutionPolicy()
            policy.spaces = ["usercom:default": options]
            configuration.policy = policy
        }
        (self.store, self.engine, users) = (store, engine, engine.userCom())
    }

    /// Posts a body to `update_or_create`.
    func post(_ body: String, as contentType: String? = "application/json") async -> VendorAnswer {
        await users.updateOrCreate(body: Array(body.utf8), contentType: contentType)
    }

    /// Merges attributes into the user with a `user_id`, which is made when it is missing.
    @discardableResult
    func merge(_ attributes: JSONObject, into userID: String = "1") async throws -> UserComUpdateOrCreateAnswer {
        try await users.updateOrCreate(UserComUpdateOrCreate(userID: userID, attributes: attributes))
    }

    /// The user with a `user_id`.
    func user(_ userID: String = "1") async throws -> UserComUser {
        try await users.user(.userID(userID))
    }

    func count() async throws -> Int {
        try await engine.accountCount(in: users.space)
    }

    static let form = "application/x-www-form-urlencoded"
}

extension VendorAnswer {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// A member of the body.
    func member(_ name: String) -> JSONValue? {
        (try? JSONValue(parsing: body))?.object?[name]
    }
}
