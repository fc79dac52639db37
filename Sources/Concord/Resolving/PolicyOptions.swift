/// A kind of identifiers, in the policy's order of strength.
public struct KindOption: Sendable, Hashable, Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case kind, limit }

    public var kind: Identifier.Kind
    /// The most different values of the kind that evidence may bring together in one person.
    public var limit: Int

    public init(_ kind: Identifier.Kind, limit: Int? = nil) {
        self.kind = kind
        self.limit = limit ?? KindOption.limit(of: kind)
    }

    /// Customer id 1, e-mail 5, phone 5 (design.md 5).
    static let standard = [KindOption(.customerID), KindOption(.email), KindOption(.phone)]

    private static func limit(of kind: Identifier.Kind) -> Int { kind == .customerID ? 1 : 5 }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            Identifier.Kind(rawValue: try container.decode(String.self, forKey: .kind)),
            limit: try container.decodeIfPresent(Int.self, forKey: .limit)
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind.rawValue, forKey: .kind)
        try container.encode(limit, forKey: .limit)
    }
}

/// An identifier that the policy finds in a vendor's accounts.
public struct IdentifierOption: Sendable, Hashable, Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case kind, from, trust }

    /// `customerId`, `email`, `phone`, a kind of the policy's own, or `none`, which turns the adapter's mapping off.
    public var kind: String
    /// `key`, or a section and a name: `tags.crmId`, `profile.mobile`, `properties.…`, `attributes.…`, `settings.…`.
    public var from: String
    /// Default: that of the vendor's other values.
    public var trust: Trust?

    public init(kind: String, from: String, trust: Trust? = nil) {
        self.kind = kind
        self.from = from
        self.trust = trust
    }

    /// The kind of an option that turns a mapping off.
    static let none = "none"

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(String.self, forKey: .kind)
        from = try container.decode(String.self, forKey: .from)
        trust = try container.decodeIfPresent(Trust.self, forKey: .trust)
    }

    /// What `from` names; `nil` when it names nothing.
    var source: ValueSource? {
        if Bytewise.equal(from, "key") { return .key }
        let parts = from.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let section = FieldSection(rawValue: parts[0]) else { return nil }
        return section == .tags ? .tag(parts[1]) : .field(section, parts[1])
    }
}

/// Which spellings of an address are one mailbox, beyond case. Both are off by default.
public struct EmailOptions: Sendable, Hashable, Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case ignoresDots, ignoresPlusTags }

    /// Gmail delivers `j.doe@` and `jdoe@` to one mailbox; other providers are left alone.
    public var ignoresDots: Bool?
    /// `name+anything@` is `name@`.
    public var ignoresPlusTags: Bool?

    public init(ignoresDots: Bool? = nil, ignoresPlusTags: Bool? = nil) {
        self.ignoresDots = ignoresDots
        self.ignoresPlusTags = ignoresPlusTags
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        ignoresDots = try container.decodeIfPresent(Bool.self, forKey: .ignoresDots)
        ignoresPlusTags = try container.decodeIfPresent(Bool.self, forKey: .ignoresPlusTags)
    }
}

/// How the golden record chooses among the values of a field. A verified value comes before a declared one in both.
public enum Survivorship: String, Sendable, Hashable, Codable {
    /// The newest value; of equally new ones the vendor with the higher priority.
    case newest
    /// The vendor with the higher priority; of its values the newest.
    case vendorPriority
}
