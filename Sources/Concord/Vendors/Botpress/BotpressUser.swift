/// Botpress's user object; members that are not set are absent (vendors.md decision 18).
public struct BotpressUser: Sendable, Hashable {
    /// `user_` and a ULID.
    public let id: String
    public let createdAt: Timestamp
    public let updatedAt: Timestamp
    public let tags: JSONObject
    public let name: String?
    public let pictureURL: String?
    public let properties: JSONObject
    public let attributes: JSONObject
    /// The person whom the user is an account of. Not part of the vendor's object.
    public let person: PersonID

    init(_ account: Account) {
        id = account.id.description
        createdAt = account.createdAt
        updatedAt = account.updatedAt
        tags = account.fields[.tags]
        name = account.fields[.profile, BotpressFields.name]?.string
        pictureURL = account.fields[.profile, BotpressFields.pictureURL]?.string
        properties = account.fields[.properties]
        attributes = account.fields[.attributes]
        person = account.person
    }

    var json: JSONValue {
        // In the order of the names, in which an object takes its members at no cost.
        var members = JSONObject(reserving: 8)
        members["attributes"] = attributes.isEmpty ? nil : .object(attributes)
        members["createdAt"] = .string(createdAt.iso8601)
        members["id"] = .string(id)
        members["name"] = name.map(JSONValue.string)
        members["pictureUrl"] = pictureURL.map(JSONValue.string)
        members["properties"] = properties.isEmpty ? nil : .object(properties)
        members["tags"] = .object(tags)
        members["updatedAt"] = .string(updatedAt.iso8601)
        return .object(members)
    }
}

/// What `get-or-create` answers.
public struct BotpressGetOrCreateAnswer: Sendable, Hashable {
    public let user: BotpressUser
    /// Whether the call made the user: `meta.created`.
    public let created: Bool
    /// Whether other users match too; the oldest was taken (decision 10). Not part of the vendor's answer.
    public let isAmbiguous: Bool

    init(_ outcome: AccountOutcome) {
        user = BotpressUser(outcome.account)
        created = outcome.created
        isAmbiguous = outcome.isAmbiguous
    }

    var json: JSONValue {
        ["meta": ["created": .bool(created)], "user": user.json]
    }
}
