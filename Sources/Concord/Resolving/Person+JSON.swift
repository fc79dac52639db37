extension Person {
    /// `{"id","ids":[…],"accounts":[…],"properties":{…},"provenance":{KEY:{"account","at","pinned"}},"updatedAt"}`.
    public var json: JSONValue {
        var provenance: JSONObject = [:]
        for (key, origin) in record.provenance { provenance[key] = origin.json }
        return [
            "id": .string(id.description),
            "ids": .array(ids.map { .string($0.description) }),
            "accounts": .array(accounts.map(\.json)),
            "properties": .object(record.properties),
            "provenance": .object(provenance),
            "updatedAt": .string(updatedAt.iso8601),
        ]
    }
}

extension GoldenRecord.Provenance {
    fileprivate var json: JSONValue {
        ["account": .string(account.description), "at": .string(at.iso8601), "pinned": .bool(isPinned)]
    }
}

extension Account {
    /// The sections under `fields`; tags have a member of their own.
    private static let sections: [FieldSection] = [.profile, .properties, .attributes, .settings]

    /// All that the account holds: `{"id","number","vendor","scope","key"?,"tags":{…},"fields":{SECTION:{…}},"createdAt",
    /// "updatedAt","version"}`.
    public var json: JSONValue {
        let filled = Account.sections.filter { !fields[$0].isEmpty }
        let sections = filled.map { ($0.rawValue, JSONValue.object(fields[$0])) }
        var members: JSONObject = [
            "id": .string(id.description),
            "number": .integer(number),
            "vendor": .string(space.vendor.rawValue),
            "scope": .string(space.scope),
            "tags": .object(fields[.tags]),
            "fields": .object(JSONObject(uniqueMembers: sections)),
            "createdAt": .string(createdAt.iso8601),
            "updatedAt": .string(updatedAt.iso8601),
            "version": .integer(version),
        ]
        members["key"] = key.map(JSONValue.string)
        return .object(members)
    }
}

extension OpenReview {
    /// `{"kind","since","accounts":[…],"identifier"?,"value"?,"obstacle"?}`.
    public var json: JSONValue {
        var members: JSONObject = [
            "since": .string(since.iso8601), "accounts": .array(item.accounts.map { .string($0.description) }),
        ]
        switch item.subject {
        case .value(let identifier):
            members["kind"] = "value"
            members["identifier"] = .string(identifier.kind.rawValue)
            members["value"] = .string(identifier.value)
        case .link: members["kind"] = "link"
        case .possible: members["kind"] = "possible"
        }
        members["obstacle"] = item.obstacle.map { .string(Objection.Reason.forbidden($0).name) }
        return .object(members)
    }
}
