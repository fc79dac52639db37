import ConcordLinkage

/// Values as accounts have them → identifiers whose bytes can be compared.
struct IdentifierNormalizer: Sendable {
    private let blocked: BlockedValues
    private let region: String?
    private let email: EmailAddress.Options

    init(_ policy: ResolutionPolicy) {
        blocked = BlockedValues(policy.blocked ?? [])
        region = policy.defaultRegion
        var options: EmailAddress.Options = []
        if policy.email?.ignoresDots ?? false { options.insert(.ignoresGmailDots) }
        if policy.email?.ignoresPlusTags ?? false { options.insert(.dropsPlusTag) }
        email = options
    }

    /// The identifier in a value, and whether it is blocked; `nil` when the value is none of its kind.
    func identifier(_ kind: Identifier.Kind, _ value: JSONValue) -> (identifier: Identifier, isBlocked: Bool)? {
        guard let text = value.string ?? value.integer.map(String.init) else { return nil }
        let normalised = normalised(kind, text)
        if blocked.holds(text, normalised, of: kind) {
            return (Identifier(kind, normalised ?? text), true)
        }
        return normalised.map { (Identifier(kind, $0), false) }
    }

    /// A customer id and a kind of the policy's own are compared as they are (vendors.md 21).
    private func normalised(_ kind: Identifier.Kind, _ text: String) -> String? {
        switch kind {
        case .email: EmailAddress(text, options: email)?.address
        case .phone: PhoneNumber(text, region: region)?.e164
        default: text
        }
    }
}
