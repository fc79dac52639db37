/// The part of an account that a field belongs to.
public struct FieldSection: Sendable, Hashable, RawRepresentable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// What the vendor knows of the human: name, e-mail, phone, city.
    public static let profile = FieldSection(rawValue: "profile")
    /// The tags that discriminate accounts; their values are strings that are not empty.
    public static let tags = FieldSection(rawValue: "tags")
    /// Free values that a bot and its integrations share.
    public static let properties = FieldSection(rawValue: "properties")
    /// Custom attributes of the vendor's client.
    public static let attributes = FieldSection(rawValue: "attributes")
    /// What the account wants or is listed under: subscriptions, labels, companies.
    public static let settings = FieldSection(rawValue: "settings")
}

/// The values of an account by section and name, each with the time of its last effective write.
///
/// Most fields are as old as their account; only the times of younger ones are kept.
public struct AccountFields: Sendable, Hashable {
    /// section → name → value.
    private(set) var values: JSONObject
    /// section → name → milliseconds after the account's creation.
    private(set) var times: JSONObject
    /// section → name → true, for each field whose value a write-once gave.
    private(set) var setOnce: JSONObject

    public init() { self.init(values: [:], times: [:], setOnce: [:]) }

    init(values: JSONObject, times: JSONObject, setOnce: JSONObject) {
        self.values = values
        self.times = times
        self.setOnce = setOnce
    }

    /// The values of one section.
    public subscript(section: FieldSection) -> JSONObject {
        values[section.rawValue]?.object ?? [:]
    }

    /// The value of one field.
    public subscript(section: FieldSection, name: String) -> JSONValue? {
        values[section.rawValue]?.object?[name]
    }

    /// How many milliseconds after its account a field was written.
    func age(_ section: FieldSection, _ name: String) -> Int64 {
        times[section.rawValue]?.object?[name]?.integer ?? 0
    }

    /// Whether the field has the value that a write-once gave it.
    public func isSetOnce(_ section: FieldSection, _ name: String) -> Bool {
        setOnce[section.rawValue]?.object?[name] != nil
    }

    /// Stores what a write made of one field; `nil` removes the field and all that is known of it.
    mutating func record(_ section: FieldSection, _ name: String, _ value: JSONValue?, age: Int64) {
        AccountFields.assign(value, section, name, in: &values)
        AccountFields.assign(value == nil || age == 0 ? nil : .integer(age), section, name, in: &times)
        if value == nil { AccountFields.assign(nil, section, name, in: &setOnce) }
    }

    mutating func markSetOnce(_ section: FieldSection, _ name: String) {
        AccountFields.assign(true, section, name, in: &setOnce)
    }

    private static func assign(_ value: JSONValue?, _ section: FieldSection, _ name: String, in tree: inout JSONObject)
    {
        var members = tree[section.rawValue]?.object ?? [:]
        if value == nil, members[name] == nil { return }
        // The tree lets go of the members first: else each change would copy them all.
        tree[section.rawValue] = nil
        members[name] = value
        tree[section.rawValue] = members.isEmpty ? nil : .object(members)
    }
}
