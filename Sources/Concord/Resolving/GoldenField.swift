/// A field of the golden record, as the accounts of one vendor fill it.
///
/// A class, so that each candidate for the field refers to it at the price of one count.
final class GoldenField: Sendable {
    let key: String
    /// The field of all values, the best first.
    let all: String?
    let trust: Trust
    /// The kind of identifiers that the field holds; equal ones are shown once.
    let kind: Identifier.Kind?
    /// The first source that has a value counts.
    let sources: [ValueSource]

    private init(key: String, all: String?, trust: Trust, kind: Identifier.Kind?, sources: [ValueSource]) {
        self.key = key
        self.all = all
        self.trust = trust
        self.kind = kind
        self.sources = sources
    }

    /// A vendor's fields: those that it declares, and one for each identifier that has a name in the golden record.
    static func compiled(_ rules: VendorRules) -> [GoldenField] {
        let declared = rules.fields.map { field in
            GoldenField(key: field.key, all: field.all, trust: rules.trust, kind: nil, sources: field.sources)
        }
        let identifiers = rules.identifiers.compactMap { mapping in
            GoldenKey.names(of: mapping.kind).map { names in
                GoldenField(
                    key: names.best,
                    all: names.all,
                    trust: mapping.trust,
                    kind: mapping.kind,
                    sources: [mapping.source]
                )
            }
        }
        return declared + identifiers
    }
}

/// A section whose fields stand in the golden record under the vendor's name, unless another rule reads them.
struct GoldenRest: Sendable {
    let section: FieldSection
    let prefix: String
    private let read: Set<String>
    private let tags: [String]

    static func compiled(_ rules: VendorRules) -> [GoldenRest] {
        let sources = rules.fields.flatMap(\.sources) + rules.identifiers.map(\.source)
        return rules.rest.map { GoldenRest($0, sources) }
    }

    private init(_ rule: RestRule, _ sources: [ValueSource]) {
        section = rule.section
        prefix = rule.prefix
        var read: Set<String> = []
        var tags: [String] = []
        for source in sources {
            switch source {
            case .key: break
            case .tag(let name): tags.append(name)
            case .field(let section, let name), .elements(let section, let name), .givenName(let section, let name),
                .familyName(let section, let name):
                if section == rule.section { read.insert(name) }
            case .joined(let section, let names):
                if section == rule.section { read.formUnion(names) }
            }
        }
        self.read = read
        self.tags = rule.section == .tags ? tags : []
    }

    /// Whether a field of the section is among the rest.
    func holds(_ name: String) -> Bool {
        !read.contains(name) && !tags.contains { ValueSource.tag(name, isNamed: $0) }
    }
}
