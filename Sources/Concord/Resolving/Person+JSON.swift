extension Person {
    /// `{"id","ids":[…],"accounts":[{"id","vendor","scope","key","tags",…}],"properties":{…},"provenance":{…},"updatedAt"}`.
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
    /// What names the account, and its tags; its values are in the person's properties.
    fileprivate var json: JSONValue {
        [
            "id": .string(id.description),
            "number": .integer(number),
            "vendor": .string(space.vendor.rawValue),
            "scope": .string(space.scope),
            "key": key.map(JSONValue.string) ?? .null,
            "tags": .object(fields[.tags]),
            "createdAt": .string(createdAt.iso8601),
            "updatedAt": .string(updatedAt.iso8601),
            "version": .integer(version),
        ]
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
