extension BotpressUsers: VendorUpserts {
    /// `POST /v1/chat/users/get-or-create`.
    ///
    /// - Parameter contentType: the header as it came; `nil` where there was none.
    public func getOrCreateUser(body: [UInt8], contentType: String? = nil) async -> VendorAnswer {
        await answer {
            try RequestBody.checkIsJSON(contentType: contentType)
            return try write(fromLine: body)
        }
    }

    /// `GET /v1/chat/users/{id}`.
    public func getUser(id: String) async -> VendorAnswer {
        await answering { BotpressUsers.answer(try await user(id: id)) }
    }

    /// `PUT /v1/chat/users/{id}`.
    public func updateUser(id: String, body: [UInt8], contentType: String? = nil) async -> VendorAnswer {
        await answering {
            try RequestBody.checkIsJSON(contentType: contentType)
            let request = try BotpressUpdateUser(RequestBody(parsing: body))
            return BotpressUsers.answer(try await updateUser(id: id, request))
        }
    }

    /// `DELETE /v1/chat/users/{id}`.
    public func removeUser(id: String) async -> VendorAnswer {
        await answering {
            try await deleteUser(id: id)
            return VendorAnswer(status: 200, [:])
        }
    }

    /// `GET /v1/chat/users`.
    public func getUsers(tags: Tags = Tags(), nextToken: String? = nil) async -> VendorAnswer {
        await answering {
            let (users, token) = try await listUsers(tags: tags, nextToken: nextToken)
            var meta: JSONObject = [:]
            meta["nextToken"] = token.map(JSONValue.string)
            return VendorAnswer(status: 200, ["users": .array(users.map(\.json)), "meta": .object(meta)])
        }
    }

    public func write(fromLine line: [UInt8]) throws -> AccountWrite {
        try BotpressGetOrCreateUser(RequestBody(parsing: line)).write(in: space, engine.options(of: space))
    }

    public func answer(to outcome: AccountOutcome, of write: AccountWrite) -> VendorAnswer {
        VendorAnswer(
            status: 200,
            BotpressGetOrCreateAnswer(outcome).json,
            account: outcome.account.id,
            person: outcome.account.person
        )
    }

    public func answer(refusing error: any Error) -> VendorAnswer {
        let configuration = engine.configuration
        return BotpressError(error).answer(at: configuration.clock(), random: configuration.randomNumbers())
    }

    private static func answer(_ user: BotpressUser) -> VendorAnswer {
        VendorAnswer(status: 200, ["user": user.json], account: AccountID(user.id), person: user.person)
    }
}
