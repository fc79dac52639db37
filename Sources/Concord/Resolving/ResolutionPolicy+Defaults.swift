extension ResolutionPolicy {
    static let standardSharedAbove = 16
    static let standardMaximumComponent = 1000

    /// What is in force where a policy says nothing, written out; the limits that each vendor has of its own are not in it.
    static func defaults(_ vendors: [VendorRules]) -> ResolutionPolicy {
        var policy = ResolutionPolicy(spaces: ["*": .standard])
        policy.identifiers = Dictionary(
            uniqueKeysWithValues: vendors.map { rules in
                (rules.vendor.rawValue, rules.identifiers.compactMap(IdentifierOption.init))
            }
        )
        policy.kinds = KindOption.standard
        policy.sharedAbove = standardSharedAbove
        policy.blocked = BlockedValues.standard
        policy.email = EmailOptions(ignoresDots: false, ignoresPlusTags: false)
        policy.survivorship = [:]
        policy.vendorPriority = vendors.map(\.vendor.rawValue)
        policy.maximumComponent = standardMaximumComponent
        policy.projects = [Project.defaultID: Project()]
        return policy
    }
}

extension SpaceOptions {
    fileprivate static let standard: SpaceOptions = {
        var options = SpaceOptions()
        options.matching = .exactSet
        options.refusesMissingDiscriminators = false
        options.refusesAmbiguity = false
        options.discriminators = []
        options.createsWithoutKey = false
        options.storesUnlistedFields = false
        options.acceptsAdditiveTags = false
        options.isClean = true
        return options
    }()
}

extension IdentifierOption {
    /// An adapter's mapping as a policy would write it; `nil` for one that it cannot.
    fileprivate init?(_ mapping: IdentifierMapping) {
        let from: String
        switch mapping.source {
        case .key: from = "key"
        case .field(let section, let name): from = "\(section.rawValue).\(name)"
        case .tag(let name): from = "tags.\(name)"
        case .joined, .givenName, .familyName, .elements: return nil
        }
        self.init(kind: mapping.kind.rawValue, from: from, trust: mapping.trust)
    }
}
