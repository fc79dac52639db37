/// What an adapter declares of its accounts: which of their values are identifiers, and what their fields are called in
/// a person's golden record.
public struct VendorRules: Sendable, Hashable {
    public var vendor: Vendor
    /// Who vouches for the values of the vendor's accounts.
    public var trust: Trust
    public var identifiers: [IdentifierMapping]
    /// The fields with a name in every vendor's golden record.
    public var fields: [FieldRule]
    /// What becomes of the fields that neither `identifiers` nor `fields` read.
    public var rest: [RestRule]

    public init(
        vendor: Vendor,
        trust: Trust,
        identifiers: [IdentifierMapping],
        fields: [FieldRule],
        rest: [RestRule]
    ) {
        self.vendor = vendor
        self.trust = trust
        self.identifiers = identifiers
        self.fields = fields
        self.rest = rest
    }

    /// The rules of a vendor without an adapter: no identifiers, and every field under the vendor's own name.
    init(plain vendor: Vendor) {
        let name = vendor.rawValue
        let rest = FieldSection.allCases.map { section in
            RestRule(section: section, prefix: section == .profile ? "\(name)." : "\(name).\(section.rawValue).")
        }
        self.init(vendor: vendor, trust: .verified, identifiers: [], fields: [], rest: rest)
    }
}

/// One way to find an identifier in a vendor's accounts.
public struct IdentifierMapping: Sendable, Hashable {
    public var kind: Identifier.Kind
    public var source: ValueSource
    public var trust: Trust

    public init(_ kind: Identifier.Kind, from source: ValueSource, _ trust: Trust) {
        self.kind = kind
        self.source = source
        self.trust = trust
    }
}

/// One field of the golden record, as a vendor fills it.
public struct FieldRule: Sendable, Hashable {
    public var key: String
    /// The field that holds all values, the best first.
    public var all: String?
    /// The first source that has a value counts.
    public var sources: [ValueSource]

    public init(_ key: String, all: String? = nil, from sources: ValueSource...) {
        self.key = key
        self.all = all
        self.sources = sources
    }
}

/// The prefix under which a section's other fields stand in the golden record.
public struct RestRule: Sendable, Hashable {
    public var section: FieldSection
    public var prefix: String

    public init(section: FieldSection, prefix: String) {
        self.section = section
        self.prefix = prefix
    }
}

/// The names of golden-record fields that the rules speak of.
enum GoldenKey {
    static let name = "user.name"

    /// The field of the best identifier of a kind, and the field of all of them.
    static func names(of kind: Identifier.Kind) -> (best: String, all: String?)? {
        switch kind {
        case .customerID: ("user.customerId", nil)
        case .email: ("user.email", "user.emails")
        case .phone: ("user.phone", "user.phones")
        default: nil
        }
    }
}
