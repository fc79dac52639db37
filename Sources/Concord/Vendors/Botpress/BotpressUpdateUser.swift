/// The body of Botpress's `PUT /v1/chat/users/{id}`: members that are absent leave all as it is.
public struct BotpressUpdateUser: Sendable, Hashable {
    /// Merged; `null` and `""` remove.
    public var tags: JSONObject?
    /// `null` and `""` clear.
    public var name: JSONValue?
    /// `null` and `""` clear.
    public var pictureURL: JSONValue?
    /// Merged; `null` and `""` remove.
    public var properties: JSONObject?
    /// Merged; `null` and `""` remove.
    public var attributes: JSONObject?

    public init(
        tags: JSONObject? = nil,
        name: JSONValue? = nil,
        pictureURL: JSONValue? = nil,
        properties: JSONObject? = nil,
        attributes: JSONObject? = nil
    ) {
        self.tags = tags
        self.name = name
        self.pictureURL = pictureURL
        self.properties = properties
        self.attributes = attributes
    }

    init(_ body: RequestBody) throws {
        try body.refuseUnknownMembers(["tags", "name", "pictureUrl", "properties", "attributes"])
        tags = try body.requiredObject("tags")
        name = body.members["name"]
        pictureURL = body.members["pictureUrl"]
        properties = try body.requiredObject("properties")
        attributes = try body.requiredObject("attributes")
    }

    /// The write that the request means.
    func write(of id: AccountID, in space: Space, _ options: SpaceOptions) throws -> AccountWrite {
        try BotpressLimits.check(tags: tags ?? [:], options)
        try BotpressLimits.check(properties, "properties", options)
        try BotpressLimits.check(attributes, "attributes", options)
        let profile = BotpressFields.profile(
            name: try cleared(name, "name", maximum: BotpressLimits.name),
            pictureURL: try cleared(pictureURL, "pictureUrl", maximum: BotpressLimits.pictureURL)
        )
        let maps =
            BotpressFields.changes(.tags, tags) + BotpressFields.changes(.properties, properties)
            + BotpressFields.changes(.attributes, attributes)
        return AccountWrite(space: space, match: .id(id), changes: maps + profile)
    }

    /// The string, with "" for null; `nil` when absent.
    private func cleared(_ value: JSONValue?, _ field: String, maximum: Int) throws -> String? {
        guard let value else { return nil }
        if value == .null { return "" }
        guard let string = value.string else { throw RequestBody.refusal(of: field, value.kind, "a string or null") }
        try RequestBody.check(string, field, maximum: maximum)
        return string
    }
}
