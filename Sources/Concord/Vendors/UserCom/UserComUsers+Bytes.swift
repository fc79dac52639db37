extension UserComUsers: VendorUpserts {
    /// The header of an answer that lists the request's fields that nothing was done with (vendors.md decision 23).
    public static let ignoredFieldsHeader = "concord-ignored-fields"

    /// `POST /users/update_or_create/`.
    ///
    /// - Parameter contentType: the header as it came; `nil` where there was none.
    public func updateOrCreate(body: [UInt8], contentType: String?) async -> VendorAnswer {
        await answering {
            let body = try UserComBody.read(body, contentType: contentType, known: UserComBody.userMembers)
            let answer = try await updateOrCreate(UserComUpdateOrCreate(body))
            return VendorAnswer(
                status: 200,
                answer.json,
                headers: UserComUsers.headers(ignoring: answer.ignoredFields),
                account: answer.account,
                person: answer.person
            )
        }
    }

    /// `GET /users/{id}/` and `GET /users-by-id/{user_id}/`.
    public func getUser(_ reference: UserComUserReference) async -> VendorAnswer {
        await answering { UserComUsers.answer(try await user(reference)) }
    }

    /// `PUT /users/{id}/` and `PUT /users-by-id/{user_id}/`.
    public func updateUser(
        _ reference: UserComUserReference,
        body: [UInt8],
        contentType: String?
    ) async -> VendorAnswer {
        await answering {
            let body = try UserComBody.read(body, contentType: contentType, known: UserComBody.userMembers)
            let user = try await updateUser(reference, attributes: body.members)
            let ignored = UserComChanges.ignoredFields(body.members, options)
            return UserComUsers.answer(user, headers: UserComUsers.headers(ignoring: ignored))
        }
    }

    /// `DELETE /users/{id}/` and `DELETE /users-by-id/{user_id}/`: 204 without a body.
    public func removeUser(_ reference: UserComUserReference) async -> VendorAnswer {
        await answering {
            try await deleteUser(reference)
            return VendorAnswer(status: 204, body: [])
        }
    }

    /// `GET /users/`.
    ///
    /// - Parameter url: the address of the listing without a query, for the links to the other pages.
    public func getUsers(cursor: String? = nil, at url: String = "/api/public/users/") async -> VendorAnswer {
        await answering {
            let page = try await listUsers(cursor: cursor)
            let link = { (cursor: String?) in cursor.map { JSONValue.string("\(url)?cursor=\($0)") } ?? .null }
            return VendorAnswer(
                status: 200,
                [
                    "count": .integer(Int64(page.count)), "next": link(page.next), "previous": link(page.previous),
                    "results": .array(page.results.map(\.json)),
                ]
            )
        }
    }

    /// `POST …/set_attribute/` of a user: `{"attribute": NAME, "value": VALUE}`.
    public func setAttribute(
        of reference: UserComUserReference,
        body: [UInt8],
        contentType: String?
    ) async -> VendorAnswer {
        await answering {
            let members = ["attribute", "value"]
            let body = try UserComBody.read(body, contentType: contentType, known: members).members
            for name in members where body[name] == nil { throw UserComRefusal.required(name) }
            guard let name = body["attribute"]?.string else { throw UserComRefusal.notText("attribute") }
            return UserComUsers.done(try await setAttribute(name, to: body["value"] ?? .null, of: reference))
        }
    }

    /// `POST …/set_multiple_attributes/` of a user: `{NAME: VALUE, …}`.
    public func setMultipleAttributes(
        of reference: UserComUserReference,
        body: [UInt8],
        contentType: String?
    ) async -> VendorAnswer {
        await answering {
            let body = try UserComBody.read(body, contentType: contentType, known: [])
            return UserComUsers.done(try await setAttributes(body.members, of: reference))
        }
    }

    public func write(fromLine line: [UInt8]) throws -> AccountWrite {
        let body = try UserComBody.read(line, contentType: nil, known: UserComBody.userMembers)
        return try UserComUpdateOrCreate(body).write(in: space, options)
    }

    public func answer(to outcome: AccountOutcome, of write: AccountWrite) -> VendorAnswer {
        VendorAnswer(
            status: 200,
            UserComUpdateOrCreateAnswer(outcome).json,
            account: outcome.account.id,
            person: outcome.account.person
        )
    }

    public func answer(refusing error: any Error) -> VendorAnswer {
        UserComError(error).answer
    }

    private static func answer(_ user: UserComUser, headers: [String: String] = [:]) -> VendorAnswer {
        VendorAnswer(status: 200, user.json, headers: headers, account: user.account, person: user.person)
    }

    /// The answer to an operation whose own answer is undocumented: what the vendor's mass updates send.
    private static func done(_ user: UserComUser) -> VendorAnswer {
        VendorAnswer(status: 200, ["status": "ok"], account: user.account, person: user.person)
    }

    /// Names are percent-encoded, so that no name can break out of the header, and cut where a header would get long.
    private static func headers(ignoring names: [String]) -> [String: String] {
        if names.isEmpty { return [:] }
        var list = ""
        for name in names {
            let separator = list.isEmpty ? "" : ", "
            let encoded = percentEncoded(name)
            if list.utf8.count + encoded.utf8.count > 1_000 {
                return [ignoredFieldsHeader: list + separator + "..."]
            }
            list += separator + encoded
        }
        return [ignoredFieldsHeader: list]
    }

    private static func percentEncoded(_ name: String) -> String {
        name.utf8.reduce(into: "") { text, byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
                text.append(character)
            } else {
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
