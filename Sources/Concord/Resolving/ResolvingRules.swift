import Synchronization

/// The policy and the adapters' declarations, made ready to be used on one account after another.
///
/// A class, as ``AccountRules``: each write passes them along many times, and a copy would count up every member.
final class ResolvingRules: Sendable {
    let policy: ResolutionPolicy
    /// The kinds that are evidence, the strongest first.
    let kinds: [KindOption]
    /// A value with more carriers than this is no evidence.
    let sharedAbove: Int
    /// The most accounts that one write resolves.
    let maximumComponent: Int
    let normalizer: IdentifierNormalizer
    private let vendors: [Vendor: AccountRules]
    /// The rules of vendors that nobody declared anything of, made as they are met.
    private let plainVendors = Mutex<[Vendor: AccountRules]>([:])
    /// Whether the policy calls any space unclean: most do not, and looking a space's options up is costly.
    private let hasUncleanSpaces: Bool

    /// - Throws: ``ConcordError`` `policy`, with the option at fault as its field.
    init(_ policy: ResolutionPolicy, _ vendors: [VendorRules]) throws {
        try policy.validate(vendors)
        self.policy = policy
        kinds = policy.kinds ?? KindOption.standard
        sharedAbove = policy.sharedAbove ?? ResolutionPolicy.standardSharedAbove
        maximumComponent = policy.maximumComponent ?? ResolutionPolicy.standardMaximumComponent
        normalizer = IdentifierNormalizer(policy)
        hasUncleanSpaces = policy.spaces.values.contains { $0.isClean == false }
        self.vendors = ResolvingRules.compiled(policy, vendors, kinds)
    }

    /// The place of a kind in the policy's order; `nil` when it is no evidence.
    func rank(of kind: Identifier.Kind) -> Int? { kinds.firstIndex { $0.kind == kind } }

    /// The rules for the accounts of a vendor.
    func rules(of vendor: Vendor) -> AccountRules {
        if let rules = vendors[vendor] { return rules }
        return plainVendors.withLock { plain in
            if let rules = plain[vendor] { return rules }
            let rules = AccountRules(VendorRules(plain: vendor), priority: vendors.count, kinds)
            plain[vendor] = rules
            return rules
        }
    }

    /// Whether two states of one account give the same evidence, as far as can be told without normalising a value.
    func readsTheSame(_ old: Account, _ new: Account) -> Bool {
        rules(of: new.space.vendor).evidenceSources.allSatisfy { source in
            switch source {
            case .key: true
            case .tag: old.fields[.tags] == new.fields[.tags]
            case .field(let section, let name), .elements(let section, let name), .givenName(let section, let name),
                .familyName(let section, let name):
                old.fields[section, name] == new.fields[section, name]
            case .joined(let section, let names):
                names.allSatisfy { old.fields[section, $0] == new.fields[section, $0] }
            }
        }
    }

    /// What an account brings to the question whose it is. Cost: some microseconds, most of them for the values' normal forms.
    func evidence(of account: Account) -> AccountEvidence {
        let rules = rules(of: account.space.vendor)
        var usable: [CarriedIdentifier] = []
        var blocked: [CarriedIdentifier] = []
        for mapping in rules.identifiers {
            for value in account.values(at: mapping.source) {
                let found = normalizer.identifier(mapping.kind, value.value)
                guard let found else { continue }
                let carried = CarriedIdentifier(
                    identifier: found.identifier,
                    trust: mapping.trust,
                    source: value.source
                )
                if found.isBlocked { blocked.append(carried) } else { usable.append(carried) }
            }
        }
        return AccountEvidence(
            account: account.id,
            number: account.number,
            space: account.space,
            cleanKey: isClean(account.space) ? account.key : nil,
            identifiers: sorted(usable),
            blocked: sorted(blocked),
            fullName: rules.name.flatMap { account.values(at: $0).first?.value.string }
        )
    }

    /// Most policies say nothing of spaces, and looking their options up would cost more than the rest.
    private func isClean(_ space: Space) -> Bool {
        !hasUncleanSpaces || policy.options(for: space).isClean ?? true
    }

    /// By priority and bytes, each identifier once.
    private func sorted(_ carried: [CarriedIdentifier]) -> [CarriedIdentifier] {
        if carried.count < 2 { return carried }
        let sorted = carried.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.identifier != second.identifier { return precedes(first.identifier, second.identifier) }
            // Mappings keep their order, so that the source does not depend on how the sort works.
            return first.trust == second.trust ? left.offset < right.offset : first.trust > second.trust
        }
        return sorted.map(\.element).reduce(into: []) { kept, next in
            if kept.last?.identifier != next.identifier { kept.append(next) }
        }
    }

    /// The policy's order of identifiers: priority of kinds, then bytes.
    func precedes(_ left: Identifier, _ right: Identifier) -> Bool {
        let (first, second) = (rank(of: left.kind) ?? kinds.count, rank(of: right.kind) ?? kinds.count)
        return first == second ? left < right : first < second
    }
}

/// What is read in the accounts of one vendor.
final class AccountRules: Sendable {
    let vendor: Vendor
    let trust: Trust
    /// The vendor's place in the order of priority, 0 for the first.
    let priority: Int
    /// Only those of kinds that are evidence.
    let identifiers: [IdentifierMapping]
    let fields: [GoldenField]
    let rest: [GoldenRest]
    let name: ValueSource?

    let evidenceSources: [ValueSource]

    init(_ rules: VendorRules, priority: Int, _ kinds: [KindOption]) {
        vendor = rules.vendor
        trust = rules.trust
        self.priority = priority
        identifiers = rules.identifiers.filter { mapping in kinds.contains { $0.kind == mapping.kind } }
        fields = GoldenField.compiled(rules)
        rest = GoldenRest.compiled(rules)
        name = rules.fields.first { Bytewise.equal($0.key, GoldenKey.name) }?.sources.first
        evidenceSources = identifiers.map(\.source) + (name.map { [$0] } ?? [])
    }
}

extension ResolvingRules {
    private static func compiled(
        _ policy: ResolutionPolicy,
        _ vendors: [VendorRules],
        _ kinds: [KindOption]
    ) -> [Vendor: AccountRules] {
        let plain = (policy.identifiers ?? [:]).keys.sorted(by: Bytewise.precedes).map { Vendor(rawValue: $0) }
            .filter { vendor in !vendors.contains { $0.vendor == vendor } }
        let all = vendors + plain.map { VendorRules(plain: $0) }
        let first = (policy.vendorPriority ?? []).map { Vendor(rawValue: $0) }
        let order = first + all.map(\.vendor).filter { !first.contains($0) }
        var compiled: [Vendor: AccountRules] = [:]
        for (priority, vendor) in order.enumerated() {
            var rules = all.first { $0.vendor == vendor } ?? VendorRules(plain: vendor)
            rules.identifiers = rules.mappings(with: policy.identifiers?[vendor.rawValue] ?? [])
            compiled[vendor] = AccountRules(rules, priority: priority, kinds)
        }
        return compiled
    }
}

extension VendorRules {
    /// The adapter's mappings and a policy's; one of the policy replaces the adapter's of the same source.
    fileprivate func mappings(with options: [IdentifierOption]) -> [IdentifierMapping] {
        var mappings = identifiers
        for option in options {
            guard let source = option.source else { continue }
            mappings.removeAll { $0.source == source }
            if Bytewise.equal(option.kind, IdentifierOption.none) { continue }
            mappings.append(
                IdentifierMapping(Identifier.Kind(rawValue: option.kind), from: source, option.trust ?? trust)
            )
        }
        return mappings
    }
}
