/// The operations as bytes in and bytes out. A `memberSegment` is what stands in the URL between the `@` and the next
/// slash, still percent-encoded; a `body` that is `nil` or has no bytes is an absent one.
extension ChannelUsers: VendorUpserts {
    /// `PUT /open/v4/users/@{memberId}`.
    public func upsertUser(memberSegment: String, body: [UInt8]?, contentType: String?) async -> VendorAnswer {
        await answering(contentType) {
            let memberID = try ChannelMemberID.decoding(memberSegment)
            return ChannelUsers.answer(try await upsertUser(memberID: memberID, ChannelUsers.request(body)))
        }
    }

    /// `GET /open/v4/users/@{memberId}`.
    public func getUser(memberSegment: String) async -> VendorAnswer {
        await answering {
            ChannelUsers.answer(try await user(memberID: ChannelMemberID.decoding(memberSegment)))
        }
    }

    /// `GET /open/v4/users/{userId}`.
    public func getUser(id: String) async -> VendorAnswer {
        await answering { ChannelUsers.answer(try await user(id: id)) }
    }

    /// `PATCH /open/v4/users/@{memberId}`.
    public func patchUser(memberSegment: String, body: [UInt8]?, contentType: String?) async -> VendorAnswer {
        await answering(contentType) {
            let memberID = try ChannelMemberID.decoding(memberSegment)
            return ChannelUsers.answer(try await updateUser(memberID: memberID, ChannelUsers.request(body)))
        }
    }

    /// `PATCH /open/v4/users/{userId}`.
    public func patchUser(id: String, body: [UInt8]?, contentType: String?) async -> VendorAnswer {
        await answering(contentType) {
            ChannelUsers.answer(try await updateUser(id: id, ChannelUsers.request(body)))
        }
    }

    /// `DELETE /open/v4/users/@{memberId}`.
    public func removeUser(memberSegment: String) async -> VendorAnswer {
        await answering {
            try await deleteUser(memberID: ChannelMemberID.decoding(memberSegment))
            return VendorAnswer(status: 204, body: [])
        }
    }

    /// `DELETE /open/v4/users/{userId}`.
    public func removeUser(id: String) async -> VendorAnswer {
        await answering {
            try await deleteUser(id: id)
            return VendorAnswer(status: 204, body: [])
        }
    }

    /// One upsert as a line: the members of the body, and `memberId` beside them, which may also be an integer.
    public func write(fromLine line: [UInt8]) throws -> AccountWrite {
        let body = try RequestBody(parsing: line)
        let memberID = body.members["memberId"]?.integer.map(String.init)
        return try ChannelUpsertUser(body).write(
            memberID: memberID ?? body.string("memberId", maximum: ChannelMemberID.maximumLength) ?? "",
            in: space,
            engine.options(of: space),
            version
        )
    }

    public func answer(to outcome: AccountOutcome, of write: AccountWrite) -> VendorAnswer {
        ChannelUsers.answer(ChannelUserAnswer(outcome))
    }

    public func answer(refusing error: any Error) -> VendorAnswer {
        ChannelError(error).answer
    }

    private static func answer(_ answer: ChannelUserAnswer) -> VendorAnswer {
        VendorAnswer(status: 200, answer.json, account: AccountID(answer.user.id), person: answer.user.person)
    }

    /// Answers an operation with a body, unless that body is not JSON by its own account (vendors.md decision 41).
    private func answering(
        _ contentType: String?,
        _ body: () async throws -> VendorAnswer
    ) async -> VendorAnswer {
        await answering {
            try RequestBody.checkIsJSON(contentType: contentType)
            return try await body()
        }
    }

    private static func request(_ body: [UInt8]?) throws -> ChannelUpsertUser {
        guard let body, !body.isEmpty else { return ChannelUpsertUser() }
        return try ChannelUpsertUser(RequestBody(parsing: body))
    }
}
