/// Where in an account a value is read.
public enum ValueSource: Sendable, Hashable {
    /// The account's unique key in its space.
    case key
    case field(FieldSection, String)
    /// Every tag of this name, also behind an integration's prefix: `phone` reads `phone` and `whatsapp:phone`.
    case tag(String)
    /// Several strings with a space between them, as far as they are set: a first and a last name.
    case joined(FieldSection, [String])
    /// The given names in the full name that a field holds.
    case givenName(FieldSection, String)
    /// The family name in the full name that a field holds.
    case familyName(FieldSection, String)
    /// The elements of an array that grows at its end, so the newest first; a scalar is an array of one.
    case elements(FieldSection, String)

    /// The source in words, behind the name of an account's space: `tag email`, `field email`, `key`.
    var words: String {
        switch self {
        case .key: "key"
        case .field(_, let name), .elements(_, let name), .givenName(_, let name), .familyName(_, let name):
            "field \(name)"
        case .tag(let name): "tag \(name)"
        case .joined(_, let names): "fields \(names.joined(separator: ", "))"
        }
    }

    /// Whether a tag of this name is read by the source of tags named `wanted`.
    static func tag(_ name: String, isNamed wanted: String) -> Bool {
        let (name, wanted) = (name.utf8, wanted.utf8)
        guard name.count >= wanted.count else { return false }
        let start = name.index(name.endIndex, offsetBy: -wanted.count)
        guard name[start...].elementsEqual(wanted) else { return false }
        return start == name.startIndex || name[name.index(before: start)] == UInt8(ascii: ":")
    }
}

/// One value as an account has it.
struct SourcedValue {
    let value: JSONValue
    let time: Timestamp
    /// Where exactly it was: a tag by its full name.
    let source: ValueSource
}

extension Account {
    /// The values at a source that are not empty, the account's best first.
    func values(at source: ValueSource) -> [SourcedValue] {
        switch source {
        case .key:
            return key.map { [SourcedValue(value: .string($0), time: createdAt, source: source)] } ?? []
        case .field(let section, let name):
            return filled(section, name).map { [sourced($0, section, name, source)] } ?? []
        case .tag(let wanted):
            return fields[.tags].members.compactMap { member in
                guard ValueSource.tag(member.name, isNamed: wanted), !member.value.isEmpty else { return nil }
                return sourced(member.value, .tags, member.name, .tag(member.name))
            }
        case .joined(let section, let names):
            return joined(section, names, source)
        case .givenName(let section, let name):
            return part(of: section, name, source) { $0.given }
        case .familyName(let section, let name):
            return part(of: section, name, source) { $0.family }
        case .elements(let section, let name):
            guard let value = filled(section, name) else { return [] }
            return (value.array?.reversed() ?? [value]).filter { !$0.isEmpty }.map {
                sourced($0, section, name, source)
            }
        }
    }

    /// A field's value unless it is empty: an empty value never beats a filled one.
    private func filled(_ section: FieldSection, _ name: String) -> JSONValue? {
        fields[section, name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func sourced(_ value: JSONValue, _ section: FieldSection, _ name: String, _ source: ValueSource)
        -> SourcedValue
    {
        SourcedValue(value: value, time: time(of: name, in: section), source: source)
    }

    private func joined(_ section: FieldSection, _ names: [String], _ source: ValueSource) -> [SourcedValue] {
        let parts = names.compactMap { name in
            filled(section, name)?.string.map { (text: $0, time: time(of: name, in: section)) }
        }
        guard let time = parts.map(\.time).max() else { return [] }
        let text = parts.map(\.text).joined(separator: " ")
        return [SourcedValue(value: .string(text), time: time, source: source)]
    }

    private func part(
        of section: FieldSection,
        _ name: String,
        _ source: ValueSource,
        _ part: (DisplayName) -> String
    ) -> [SourcedValue] {
        guard let text = filled(section, name)?.string else { return [] }
        let value = part(DisplayName(text))
        return value.isEmpty ? [] : [sourced(.string(value), section, name, source)]
    }
}

extension JSONValue {
    /// Whether the value says nothing: `null`, `""`, `[]`, `{}`.
    var isEmpty: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        default: false
        }
    }
}
