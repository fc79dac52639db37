/// User.com's user object, with what Concord knows: members that only live visits fill (`key`, `first_seen`,
/// `page_views`, …) are absent, and so are the vendor's ids of companies and attributes.
public struct UserComUser: Sendable, Hashable {
    /// User.com's own integer.
    public let id: Int64
    /// The id that the company gave its user.
    public let userID: String?
    /// The id that Concord knows the account by. Not part of the vendor's object.
    public let account: AccountID
    /// The person whom the user is an account of. Not part of the vendor's object.
    public let person: PersonID
    /// The allowed attributes that are set, by the vendor's names.
    public let values: JSONObject
    /// The ids of the user's companies, the newest last.
    public let companies: [String]
    /// The tags that the user got, where the space takes them (vendors.md decision 24).
    public let tags: [String]
    /// The custom attributes.
    public let attributes: JSONObject
    public let createdAt: Timestamp
    /// The newest write that changed something.
    public let updatedAt: Timestamp

    init(_ account: Account) {
        id = account.number
        userID = account.key
        self.account = account.id
        person = account.person
        var values: JSONObject = [:]
        for field in UserComField.listed { values[field.name] = account.fields[field.section, field.name] }
        self.values = values
        companies = UserComUser.strings(account, UserComField.companies)
        tags = UserComUser.strings(account, UserComField.tags)
        attributes = account.fields[.attributes]
        createdAt = account.createdAt
        updatedAt = account.updatedAt
    }

    /// The first and the last name, as far as they are set.
    public var name: String? {
        let names = ["first_name", "last_name"].compactMap { values[$0]?.string }
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    /// Everything that is not set is null (vendors.md 2.5).
    var json: JSONValue {
        var members: JSONObject = [
            "id": .integer(id),
            "user_id": userID.map(JSONValue.string) ?? .null,
            "name": name.map(JSONValue.string) ?? .null,
            "company_id": companies.last.map(JSONValue.string) ?? .null,
            "companies": .array(companies.map { ["company_id": .string($0)] }),
            "attributes": .array(attributes.members.map { ["name": .string($0.name), "value": $0.value] }),
            "created_at": .string(UserComUser.microseconds(createdAt)),
            "updated_at": .string(UserComUser.microseconds(updatedAt)),
        ]
        for field in UserComField.listed { members[field.name] = values[field.name] ?? .null }
        if !tags.isEmpty { members["tags"] = .array(tags.map { ["name": .string($0)] }) }
        return .object(members)
    }

    private static func strings(_ account: Account, _ name: String) -> [String] {
        (account.fields[.settings, name]?.array ?? []).compactMap(\.string)
    }

    /// ISO 8601 with the six digits that the vendor shows.
    private static func microseconds(_ time: Timestamp) -> String {
        "\(time.iso8601.dropLast())000Z"
    }
}
