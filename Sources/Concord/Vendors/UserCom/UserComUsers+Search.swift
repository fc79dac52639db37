extension UserComUsers {
    /// The users with an e-mail address, the oldest first: the vendor keeps addresses apart by every byte, and lets
    /// several users share one (vendors.md 2.3).
    ///
    /// Cost: reads users of the app until `limit` of them have the address.
    public func users(withEmail email: String, limit: Int = UserComUsers.pageSize) async throws -> [UserComUser] {
        try await engine.accounts(in: space, limit: limit) { account in
            UserComUser(account).values["email"] == .string(email)
        }.map(UserComUser.init)
    }

    /// `GET /users/search/?email=`: the oldest user with the address, or with `many` a list of all of them.
    public func searchUsers(email: String?, many: Bool) async -> VendorAnswer {
        await answering {
            guard let email, !email.isEmpty else { throw UserComRefusal.required("email") }
            if many {
                let users = try await users(withEmail: email)
                return VendorAnswer(status: 200, .array(users.map(\.json)))
            }
            guard let user = try await users(withEmail: email, limit: 1).first else { throw IdentityEngine.notFound }
            return VendorAnswer(status: 200, user.json, account: user.account, person: user.person)
        }
    }

    /// `GET /users-by-id/search/?user_id=`.
    public func searchUser(userID: String?) async -> VendorAnswer {
        guard let userID, !userID.isEmpty else { return answer(refusing: UserComRefusal.required("user_id")) }
        return await getUser(.userID(userID))
    }
}
