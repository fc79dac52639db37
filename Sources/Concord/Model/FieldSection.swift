/// The part of an account that a field belongs to.
public enum FieldSection: String, Sendable, Hashable, CaseIterable {
    /// What the vendor knows of the human: name, e-mail, phone, city.
    case profile
    /// The tags that discriminate accounts; their values are strings that are not empty.
    case tags
    /// Free values that a bot and its integrations share.
    case properties
    /// Custom attributes of the vendor's client.
    case attributes
    /// What the account wants or is listed under: subscriptions, labels, companies.
    case settings
}

/// Something for each field: its value, its time, a mark.
///
/// A place for each section, because a merge looks up every field that a write brings; one array, because accounts are
/// passed along, and each reference in them costs a count up and a count down.
struct FieldMap: Sendable, Hashable {
    /// By the sections' order; empty where no field is.
    private var sections: [JSONObject] = []

    init() {}

    /// Reads the form of ``json``; members that name no section are left out.
    init(_ object: JSONObject) {
        for member in object.members {
            guard let section = FieldSection.named(member.name), let fields = member.value.object else { continue }
            self[section] = fields
        }
    }

    /// Reads JSON text in the form of ``json``; `nil` when it is no object.
    ///
    /// - Throws: ``JSONSyntaxError``.
    init?(parsing bytes: UnsafeBufferPointer<UInt8>) throws {
        var map = FieldMap()
        let isRead = try JSONParser.sections(bytes) { section, parser in
            guard case .object(let fields) = try parser.value() else { return false }
            map[section] = fields
            return true
        }
        if isRead {
            self = map
        } else if let object = try JSONParser.parse(bytes).object {
            self.init(object)
        } else {
            return nil
        }
    }

    subscript(section: FieldSection) -> JSONObject {
        _read {
            if sections.isEmpty { yield JSONObject() } else { yield sections[section.place] }
        }
        _modify {
            if sections.isEmpty { sections = Array(repeating: JSONObject(), count: FieldSection.allCases.count) }
            yield &sections[section.place]
        }
    }

    var isEmpty: Bool { sections.allSatisfy(\.isEmpty) }

    /// section → name → value, without empty sections.
    var json: JSONValue {
        let sections = FieldSection.allCases.filter { !self[$0].isEmpty }
        return .object(JSONObject(uniqueMembers: sections.map { ($0.rawValue, .object(self[$0])) }))
    }

    static func == (left: FieldMap, right: FieldMap) -> Bool {
        FieldSection.allCases.allSatisfy { left[$0] == right[$0] }
    }

    func hash(into hasher: inout Hasher) {
        for section in FieldSection.allCases { hasher.combine(self[section]) }
    }
}

extension FieldSection {
    /// As `init(rawValue:)`, which compares strings in Swift's way and so takes several times as long.
    fileprivate static func named(_ name: String) -> FieldSection? {
        allCases.first { Bytewise.equal($0.rawValue, name) }
    }

    fileprivate var place: Int {
        switch self {
        case .profile: 0
        case .tags: 1
        case .properties: 2
        case .attributes: 3
        case .settings: 4
        }
    }
}
