/// The body of Botpress's `POST /v1/chat/users/get-or-create`.
///
/// Maps go from names to strings; `null` and `""` remove a name (vendors.md decision 11). Absent members leave all as it
/// is.
public struct BotpressGetOrCreateUser: Sendable, Hashable {
    /// The tags to match by and to merge; values of at most 500 code points.
    public var tags: JSONObject
    /// At most 200 code points; an empty one clears the name.
    public var name: String?
    /// At most 40,000 code points; an empty one clears the picture.
    public var pictureURL: String?
    /// Values of at most 200 code points, or the space's `maximumPropertyLength`.
    public var properties: JSONObject?
    /// As `properties`, kept apart from them.
    public var attributes: JSONObject?
    /// The tags that have to match; `nil` for all of them, empty for none, which always creates (decision 8).
    public var discriminateByTags: [String]?

    public init(
        tags: JSONObject,
        name: String? = nil,
        pictureURL: String? = nil,
        properties: JSONObject? = nil,
        attributes: JSONObject? = nil,
        discriminateByTags: [String]? = nil
    ) {
        self.tags = tags
        self.name = name
        self.pictureURL = pictureURL
        self.properties = properties
        self.attributes = attributes
        self.discriminateByTags = discriminateByTags
    }

    /// Reads the members of a body. The schema is closed: unknown members are refused (decision 17).
    init(_ body: RequestBody) throws {
        let known = [
            "tags", "integrationName", "name", "pictureUrl", "properties", "attributes", "discriminateByTags",
        ]
        try body.refuseUnknownMembers(known)
        guard body.members["tags"] != nil else {
            throw ConcordError(
                .invalidWrite,
                "tags is missing",
                remedy: "Send an object of tag names and strings",
                field: "tags"
            )
        }
        _ = try body.string("integrationName", maximum: BotpressLimits.name)
        tags = try body.requiredObject("tags") ?? [:]
        name = try body.string("name", maximum: BotpressLimits.name)
        pictureURL = try body.string("pictureUrl", maximum: BotpressLimits.pictureURL)
        properties = try body.requiredObject("properties")
        attributes = try body.requiredObject("attributes")
        discriminateByTags = try body.requiredStrings("discriminateByTags")
    }

    /// The write that the request means.
    ///
    /// - Throws: ``ConcordError`` with the field, when a value is of another type or too long.
    func write(in space: Space, _ options: SpaceOptions) throws -> AccountWrite {
        try check(options)
        let pairs = tags.members.compactMap { member in member.value.string.map { (name: member.name, value: $0) } }
        let removed = tags.members.filter { BotpressLimits.removes($0.value) }
        var changes = removed.map { FieldChange.set(.tags, $0.name, .null) }
        changes += BotpressFields.changes(.properties, properties) + BotpressFields.changes(.attributes, attributes)
        changes += BotpressFields.profile(name: name, pictureURL: pictureURL)
        return AccountWrite(
            space: space,
            match: .tags(Tags(pairs), discriminateBy: discriminateByTags),
            changes: changes
        )
    }

    private func check(_ options: SpaceOptions) throws {
        if let name { try RequestBody.check(name, "name", maximum: BotpressLimits.name) }
        if let pictureURL { try RequestBody.check(pictureURL, "pictureUrl", maximum: BotpressLimits.pictureURL) }
        try BotpressLimits.check(tags: tags, options)
        try BotpressLimits.check(properties, "properties", options)
        try BotpressLimits.check(attributes, "attributes", options)
        for name in discriminateByTags ?? [] {
            try RequestBody.check(name, "discriminateByTags", maximum: BotpressLimits.tag)
        }
    }
}
