/// How a space behaves where the vendors' documents leave it open (vendors.md section 5; the numbers are its
/// decisions). Absent options keep their default.
public struct SpaceOptions: Sendable, Hashable, Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case matching, refusesMissingDiscriminators, refusesAmbiguity, discriminators, maximumPropertyLength
        case maximumTags, createsWithoutKey, storesUnlistedFields, acceptsAdditiveTags, maximumProfileValueBytes,
            isClean
    }

    /// What "match by all tags" means (7).
    public enum Matching: String, Sendable, Hashable, Codable {
        /// The stored tags and the request's are the same set.
        case exactSet
        /// Every tag of the request is stored with its value; more stored tags do not matter.
        case containment
    }

    /// 7. Default: exact set.
    public var matching: Matching?
    /// 9. Refuse a listed tag without a value instead of creating. Default: false.
    public var refusesMissingDiscriminators: Bool?
    /// 10. Refuse a match of several accounts instead of taking the oldest. Default: false.
    public var refusesAmbiguity: Bool?
    /// 4 of design.md. Lists of discriminating tags that are kept ready from the start.
    public var discriminators: [[String]]?
    /// 14. The most code points of a property's or attribute's value. Default: 200.
    public var maximumPropertyLength: Int?
    /// 15 and 35. The most tags of an account. Default: the vendor's own cap, if it has one.
    public var maximumTags: Int?
    /// 20. Create an account without a key when the request has none. Default: false.
    public var createsWithoutKey: Bool?
    /// 23. Keep fields outside the vendor's list as custom attributes. Default: false.
    public var storesUnlistedFields: Bool?
    /// 24. Take `tags` of requests whose vendor documents them only in part, add-only. Default: false.
    public var acceptsAdditiveTags: Bool?
    /// 38. The most bytes of one profile value as JSON. Default: 65,536.
    public var maximumProfileValueBytes: Int?
    /// 3. Evidence never brings two keys of the space together in one person. Default: true.
    public var isClean: Bool?

    public init() {}

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        matching = try container.decodeIfPresent(Matching.self, forKey: .matching)
        refusesMissingDiscriminators = try container.decodeIfPresent(Bool.self, forKey: .refusesMissingDiscriminators)
        refusesAmbiguity = try container.decodeIfPresent(Bool.self, forKey: .refusesAmbiguity)
        discriminators = try container.decodeIfPresent([[String]].self, forKey: .discriminators)
        maximumPropertyLength = try container.decodeIfPresent(Int.self, forKey: .maximumPropertyLength)
        maximumTags = try container.decodeIfPresent(Int.self, forKey: .maximumTags)
        createsWithoutKey = try container.decodeIfPresent(Bool.self, forKey: .createsWithoutKey)
        storesUnlistedFields = try container.decodeIfPresent(Bool.self, forKey: .storesUnlistedFields)
        acceptsAdditiveTags = try container.decodeIfPresent(Bool.self, forKey: .acceptsAdditiveTags)
        maximumProfileValueBytes = try container.decodeIfPresent(Int.self, forKey: .maximumProfileValueBytes)
        isClean = try container.decodeIfPresent(Bool.self, forKey: .isClean)
    }

    /// These options, with the other's where these are silent.
    func filled(from other: SpaceOptions) -> SpaceOptions {
        var options = self
        options.matching = matching ?? other.matching
        options.refusesMissingDiscriminators = refusesMissingDiscriminators ?? other.refusesMissingDiscriminators
        options.refusesAmbiguity = refusesAmbiguity ?? other.refusesAmbiguity
        options.discriminators = discriminators ?? other.discriminators
        options.maximumPropertyLength = maximumPropertyLength ?? other.maximumPropertyLength
        options.maximumTags = maximumTags ?? other.maximumTags
        options.createsWithoutKey = createsWithoutKey ?? other.createsWithoutKey
        options.storesUnlistedFields = storesUnlistedFields ?? other.storesUnlistedFields
        options.acceptsAdditiveTags = acceptsAdditiveTags ?? other.acceptsAdditiveTags
        options.maximumProfileValueBytes = maximumProfileValueBytes ?? other.maximumProfileValueBytes
        options.isClean = isClean ?? other.isClean
        return options
    }
}
