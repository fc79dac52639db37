import Concord

/// An account as the command line shows it.
enum AccountRendering {
    /// The sections that are shown under `fields`; tags have a member of their own.
    private static let sections: [FieldSection] = [.profile, .properties, .attributes, .settings]

    /// A match, or `null`.
    static func json(of match: AccountMatch?) throws -> JSONValue {
        guard let match else { return .null }
        var members = members(of: try match.account())
        members["ambiguous"] = .bool(match.isAmbiguous)
        return .object(members)
    }

    /// All that the account holds.
    static func members(of account: Account) -> JSONObject {
        var fields: JSONObject = [:]
        for section in sections where !account.fields[section].isEmpty {
            fields[section.rawValue] = .object(account.fields[section])
        }
        var members: JSONObject = [
            "id": .string(account.id.description),
            "number": .integer(account.number),
            "vendor": .string(account.space.vendor.rawValue),
            "scope": .string(account.space.scope),
            "tags": .object(account.fields[.tags]),
            "fields": .object(fields),
            "createdAt": .string(account.createdAt.iso8601),
            "updatedAt": .string(account.updatedAt.iso8601),
            "version": .integer(account.version),
        ]
        members["key"] = account.key.map(JSONValue.string)
        return members
    }

    /// The first columns of a table of accounts: the space, what the account is known by there, its id.
    static func row(of account: Account) -> [String] {
        let tags = account.tags.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        return [account.space.description, account.key ?? tags, account.id.description]
    }
}
