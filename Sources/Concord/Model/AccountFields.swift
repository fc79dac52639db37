/// The values of an account by section and name, each with the time of its last effective write.
///
/// Most fields are as old as their account; only the times of younger ones are kept.
public struct AccountFields: Sendable, Hashable {
    /// The fields' values.
    private(set) var values: FieldMap
    /// The milliseconds between the account's creation and the field's last effective write, where there are any.
    private(set) var times: FieldMap
    /// True for each field whose value a write-once gave.
    private(set) var setOnce: FieldMap

    public init() { self.init(values: FieldMap(), times: FieldMap(), setOnce: FieldMap()) }

    init(values: FieldMap, times: FieldMap, setOnce: FieldMap) {
        self.values = values
        self.times = times
        self.setOnce = setOnce
    }

    /// The values of one section.
    public subscript(section: FieldSection) -> JSONObject { values[section] }

    /// The value of one field.
    public subscript(section: FieldSection, name: String) -> JSONValue? { values[section][name] }

    /// How many milliseconds after its account a field was written.
    func age(_ section: FieldSection, _ name: String) -> Int64 {
        times[section][name]?.integer ?? 0
    }

    /// Whether the field has the value that a write-once gave it.
    public func isSetOnce(_ section: FieldSection, _ name: String) -> Bool {
        setOnce[section][name] != nil
    }

    /// Stores what a write made of one field; `nil` removes the field and all that is known of it.
    mutating func record(_ section: FieldSection, _ name: String, _ value: JSONValue?, age: Int64) {
        values[section][name] = value
        times[section][name] = value == nil || age == 0 ? nil : .integer(age)
        if value == nil { setOnce[section][name] = nil }
    }

    mutating func markSetOnce(_ section: FieldSection, _ name: String) {
        setOnce[section][name] = true
    }

    /// The values of other fields than these had: section → name → value of each field that differs, null where there
    /// was none.
    func before(_ older: AccountFields) -> JSONValue {
        var changed = FieldMap()
        for section in FieldSection.allCases where self[section] != older[section] {
            for member in older[section].members where !self[section].has(member.value, for: member.name) {
                changed[section][member.name] = member.value
            }
            for member in self[section].members where older[section, member.name] == nil {
                changed[section][member.name] = .null
            }
        }
        return changed.json
    }
}
