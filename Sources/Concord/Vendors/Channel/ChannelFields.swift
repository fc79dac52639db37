/// Channel.io's user fields as changes of an account, with the limits of vendors.md decisions 35 and 38.
enum ChannelFields {
    static let tags = "tags"
    static let unsubscribeEmail = "unsubscribeEmail"
    static let unsubscribeTexting = "unsubscribeTexting"

    /// Computed by the vendor from the profile: part of every answer, and so part of what clients send back.
    static let empty = "empty"

    /// The most bytes of one profile value as JSON, unless the space says another number.
    static let profileValueBytes = 65_536

    /// A profile merges, null removes a key, and `null` for all of it clears it.
    static func profile(_ profile: ChannelPatch<JSONObject>, _ options: SpaceOptions) throws -> [FieldChange] {
        switch profile {
        case .absent: []
        case .null: [.clear(.profile)]
        case .value(let members):
            try checked(members, "profile", options).map { .set(.profile, $0.name, $0.value) }
        }
    }

    /// Keys that count only while they are unset.
    static func profileOnce(_ profile: JSONObject?, _ options: SpaceOptions) throws -> [FieldChange] {
        try checked(profile ?? [:], "profileOnce", options).map { .setOnce(.profile, $0.name, $0.value) }
    }

    /// The whole list is replaced. An empty list and null both leave no field, so that clearing twice changes nothing.
    static func tags(_ tags: ChannelPatch<[String]>, maximum: Int) throws -> [FieldChange] {
        switch tags {
        case .absent: return []
        case .null: return [.set(.settings, ChannelFields.tags, .null)]
        case .value(let list):
            let tags = try normalized(list, maximum: maximum)
            let value: JSONValue = tags.isEmpty ? .null : .array(tags.map(JSONValue.string))
            return [.set(.settings, ChannelFields.tags, value)]
        }
    }

    /// `false` is stored and not left out: that the user wants messages again is newer knowledge.
    static func flag(_ name: String, _ value: Bool?) -> [FieldChange] {
        value.map { [.set(.settings, name, .bool($0))] } ?? []
    }

    /// Lower-cased, each tag once at its first position.
    ///
    /// The list of tags so far never outgrows the maximum, so the cost is bounded however long the request's list is.
    private static func normalized(_ list: [String], maximum: Int) throws -> [String] {
        var tags: [String] = []
        for tag in list.map({ $0.lowercased() }) where !tags.contains(where: { Bytewise.equal($0, tag) }) {
            guard tag.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
                throw ConcordError(.invalidWrite, "A tag is blank", remedy: "Name each tag", field: "tags")
            }
            guard tags.count < maximum else {
                throw ConcordError(
                    .invalidWrite,
                    "tags has more than \(maximum) different tags",
                    remedy: "Send at most \(maximum) tags",
                    field: "tags"
                )
            }
            tags.append(tag)
        }
        return tags
    }

    /// The members of a profile without the computed one, none of them too large.
    private static func checked(
        _ profile: JSONObject,
        _ field: String,
        _ options: SpaceOptions
    ) throws -> [JSONObject.Member] {
        let maximum = options.maximumProfileValueBytes ?? profileValueBytes
        let members = profile.members.filter { !Bytewise.equal($0.name, empty) }
        for member in members where exceeds(member.value, maximum) {
            throw ConcordError(
                .invalidWrite,
                "A value of \(field) is larger than \(maximum) bytes as JSON",
                remedy: "Send less in one value",
                field: "\(field).\(member.name)"
            )
        }
        return members
    }

    private static func exceeds(_ value: JSONValue, _ maximum: Int) -> Bool {
        // No byte of a string prints as more than the six of \u00XX, so most need not be printed.
        if let string = value.string, string.utf8.count * 6 + 2 <= maximum { return false }
        return value.printed().count > maximum
    }
}
