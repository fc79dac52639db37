/// The documented limits of Botpress's user fields, in Unicode code points (vendors.md 1.2, decisions 14 and 15).
enum BotpressLimits {
    static let name = 200
    static let pictureURL = 40_000
    static let tag = 500
    static let property = 200

    /// Whether a map's value removes its name.
    static func removes(_ value: JSONValue) -> Bool {
        value == .null || value == ""
    }

    static func check(tags: JSONObject, _ options: SpaceOptions) throws {
        try check(tags, "tags", maximum: tag)
        let count = tags.members.count { !removes($0.value) }
        guard let most = options.maximumTags, count > most else { return }
        throw ConcordError(
            .invalidWrite,
            "tags has \(count) names",
            remedy: "Send at most \(most) tags",
            field: "tags"
        )
    }

    static func check(_ map: JSONObject?, _ field: String, _ options: SpaceOptions) throws {
        try check(map ?? [:], field, maximum: options.maximumPropertyLength ?? property)
    }

    /// Names are not empty, values are strings or null.
    private static func check(_ map: JSONObject, _ field: String, maximum: Int) throws {
        for member in map.members {
            if member.name.isEmpty {
                throw ConcordError(
                    .invalidWrite,
                    "\(field) has an empty name",
                    remedy: "Name each entry",
                    field: field
                )
            }
            if member.value == .null { continue }
            guard let value = member.value.string else {
                throw RequestBody.refusal(of: field, "an object with \(member.value.kind)", "strings or null in it")
            }
            try RequestBody.check(value, field, maximum: maximum)
        }
    }
}

/// Botpress's fields as changes of an account.
enum BotpressFields {
    static let name = "name"
    static let pictureURL = "pictureUrl"

    /// A map merges; null and "" remove.
    static func changes(_ section: FieldSection, _ map: JSONObject?) -> [FieldChange] {
        (map?.members ?? []).map { member in
            .set(section, member.name, BotpressLimits.removes(member.value) ? .null : member.value)
        }
    }

    /// "" clears a field (decision 13).
    static func profile(name: String?, pictureURL: String?) -> [FieldChange] {
        [(BotpressFields.name, name), (BotpressFields.pictureURL, pictureURL)].compactMap { field, value in
            value.map { .set(.profile, field, $0.isEmpty ? .null : .string($0)) }
        }
    }
}

extension RequestBody {
    /// Refuses members outside a closed schema.
    func refuseUnknownMembers(_ known: [String]) throws {
        guard let unknown = members.members.first(where: { !known.contains($0.name) }) else { return }
        throw ConcordError(
            .invalidWrite,
            "An unknown member is in the body",
            remedy: "Send only \(known.joined(separator: ", "))",
            field: unknown.name
        )
    }

    /// An object, where null is not allowed.
    func requiredObject(_ name: String) throws -> JSONObject? {
        try refuseNull(name, "an object")
        return try object(name)
    }

    /// An array of strings, where null is not allowed.
    func requiredStrings(_ name: String) throws -> [String]? {
        try refuseNull(name, "an array of strings")
        return try strings(name)
    }

    private func refuseNull(_ name: String, _ expected: String) throws {
        if members[name] == .null { throw RequestBody.refusal(of: name, "null", expected) }
    }
}
