import Concord

/// What a vendor's API may answer: a body's shape for each status.
struct DocumentedAnswers {
    let shapes: [Int: AnswerShape]

    /// Why an answer is none that the vendor documents; `nil` when it is one.
    func objection(to answer: VendorAnswer) -> String? {
        guard let shape = shapes[answer.status] else { return "the status \(answer.status)" }
        if case .nothing = shape { return answer.body.isEmpty ? nil : "a body beside \(answer.status)" }
        guard let body = try? JSONValue(parsing: answer.body) else { return "a body that is no JSON" }
        return shape.difference(from: body).map { "\(answer.status) \($0)" }
    }

    private static let userID = AnswerShape.text { AccountID($0) != nil && $0.utf8.count == 31 }

    /// vendors.md 1.4; decisions 18 and 19.
    static func botpress(_ success: AnswerShape) -> DocumentedAnswers {
        let types = [400: "InvalidPayload", 404: "ResourceNotFound", 409: "RelationConflict", 413: "PayloadTooLarge"]
        return DocumentedAnswers(
            shapes: types.mapValues(botpressError).merging([200: success]) { $1 }
        )
    }

    private static func botpressError(_ type: String) -> AnswerShape {
        .object([
            "id": .text { $0.wholeMatch(of: #/err_[0-9]{14}x[0-9a-f]{8}/#) != nil }, "code": .integer,
            "type": .exactly(.string(type)), "message": .string, "description": .string, "status": .integer,
        ])
    }

    static let botpressUser = AnswerShape.object(
        ["id": userID, "createdAt": .string, "updatedAt": .string, "tags": .map(.string)],
        optional: [
            "name": .string, "pictureUrl": .string, "properties": .map(.string), "attributes": .map(.string),
        ]
    )

    /// vendors.md 2.4 and 2.5; decision 30.
    static func userCom(_ success: [Int: AnswerShape]) -> DocumentedAnswers {
        let detail = AnswerShape.object(["detail": .string])
        let errors: [Int: AnswerShape] = [
            400: .either(detail, .map(.array(.string))), 404: detail, 413: detail, 415: detail,
        ]
        return DocumentedAnswers(shapes: errors.merging(success) { $1 })
    }

    static let userComUser: AnswerShape = {
        let texts = [
            "user_id", "name", "company_id", "assigned_to", "city", "country", "email", "facebook_url", "first_name",
            "gender", "google_url", "gravatar_url", "last_name", "linkedin_url", "phone_number", "region", "status",
            "timezone", "twitter_url",
        ]
        var members = Dictionary(uniqueKeysWithValues: texts.map { ($0, AnswerShape.nullable(.string)) })
        members["id"] = .integer
        members["score"] = .nullable(.integer)
        for flag in ["notifications", "unsubscribed"] { members[flag] = .nullable(.bool) }
        members["companies"] = .array(.object(["company_id": .string]))
        members["attributes"] = .array(.object(["name": .string, "value": .any]))
        for time in ["created_at", "updated_at"] { members[time] = .string }
        return .object(members, optional: ["tags": .array(.object(["name": .string]))])
    }()

    /// vendors.md 3.4; decisions 41 to 43 and 58.
    static let channel: DocumentedAnswers = {
        let detail = AnswerShape.object([
            "model": .exactly("User"), "field": .string, "value": .exactly(.null), "message": .string,
        ])
        func error(_ status: Int64, _ code: JSONValue) -> AnswerShape {
            .object([
                "status": .exactly(.integer(status)), "commonErrorCode": .exactly(code), "message": .string,
                "details": .array(detail),
            ])
        }
        let invalid: JSONValue = "validationFailed"
        return DocumentedAnswers(shapes: [
            200: .object(["user": channelUser, "online": channelOnline]), 204: .nothing, 400: error(400, invalid),
            404: error(404, "entityNotFound"), 413: error(413, invalid), 415: error(415, invalid),
        ])
    }()

    private static let channelOnline = AnswerShape.object([
        "channelId": .string, "personType": .exactly("User"), "personId": userID, "id": userID,
    ])

    private static let channelUser: AnswerShape = {
        var members: [String: AnswerShape] = [
            "id": userID, "channelId": .string, "profile": .map(.any), "profileOnce": .map(.any),
            "tags": .array(.string),
        ]
        let integers = [
            "createdAt", "updatedAt", "lastSeenAt", "version", "alert", "unread", "sessionsCount", "managedKey",
        ]
        let flags = [
            "member", "unsubscribed", "unsubscribeEmail", "unsubscribeTexting", "blocked", "hasChat", "hasPushToken",
        ]
        for name in integers { members[name] = .integer }
        for name in flags { members[name] = .bool }
        let texts = ["memberId", "name", "email", "mobileNumber", "avatarUrl", "unifiedId"]
        return .object(members, optional: Dictionary(uniqueKeysWithValues: texts.map { ($0, AnswerShape.string) }))
    }()
}
