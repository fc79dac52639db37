import Foundation

/// What a company decides once for its whole database; kept in the database, so that every process follows the same.
///
/// As text it is JSON, and so also YAML. Everything may be left out:
///
/// ```yaml
/// spaces:
///   botpress:                    # every bot
///     matching: exactSet
///   botpress:support-bot:        # one bot, over the line above
///     discriminators: [[email], [phone]]
/// identifiers:                   # more than the adapters' own; the same `from` replaces one
///   botpress:
///     - {kind: customerId, from: tags.crmId}
/// kinds:                         # the strongest evidence first; a kind that is not listed is no evidence
///   - {kind: customerId, limit: 1}
///   - {kind: email, limit: 5}
///   - {kind: phone, limit: 5}
/// sharedAbove: 16
/// blocked: ["info@*", "!test@test.com"]
/// defaultRegion: AU
/// email: {ignoresDots: true, ignoresPlusTags: true}
/// survivorship: {user.name: vendorPriority}
/// vendorPriority: [usercom, channel, botpress]
/// maximumComponent: 1000
/// projects:
///   support: {stages: {LIVE: ["botpress:support-bot", channel]}}
/// ```
public struct ResolutionPolicy: Sendable, Hashable, Codable {
    /// Options by `vendor:scope`, by `vendor`, or `*`; for each option the most specific entry counts.
    public var spaces: [String: SpaceOptions]
    /// By vendor: identifiers beyond those that its adapter declares.
    public var identifiers: [String: [IdentifierOption]]?
    /// The kinds of identifiers that are evidence, the strongest first.
    public var kinds: [KindOption]?
    /// A value with more carriers than this is no evidence. Default: 16.
    public var sharedAbove: Int?
    /// Values that are never evidence, beside ``BlockedValues/standard``; see there for the patterns.
    public var blocked: [String]?
    /// The region of phone numbers that are written without a country's code, ISO 3166 alpha-2. Default: none.
    public var defaultRegion: String?
    /// What counts as the same mailbox.
    public var email: EmailOptions?
    /// How a field of the golden record is chosen, by the field's key. Default: `newest`.
    public var survivorship: [String: Survivorship]?
    /// The vendors by priority; those left out follow in the order of the adapters.
    public var vendorPriority: [String]?
    /// The most accounts that one write resolves; larger groups wait for a rebuild. Default: 1000.
    public var maximumComponent: Int?
    /// The projects of the listing API. Default: `default`, with all spaces and no stages.
    public var projects: [String: Project]?

    public init(spaces: [String: SpaceOptions] = [:]) {
        self.spaces = spaces
    }

    /// The options in force for a space.
    public func options(for space: Space) -> SpaceOptions {
        [space.description, space.vendor.rawValue, "*"]
            .compactMap { spaces[$0] }
            .reduce(SpaceOptions()) { $0.filled(from: $1) }
    }

    /// A project of the listing API; `nil` for one that the policy does not name.
    public func project(_ id: String) -> Project? {
        if let project = projects?[id] { return project }
        return Bytewise.equal(id, Project.defaultID) ? Project() : nil
    }

    /// The policy as canonical JSON: equal policies give equal bytes.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads ``text()``.
    init(text: String) throws {
        self = try JSONDecoder().decode(ResolutionPolicy.self, from: Data(text.utf8))
    }
}

extension ResolutionPolicy {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case spaces, identifiers, kinds, sharedAbove, blocked, defaultRegion, email, survivorship, vendorPriority
        case maximumComponent, projects
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        spaces = try container.decodeIfPresent([String: SpaceOptions].self, forKey: .spaces) ?? [:]
        identifiers = try container.decodeIfPresent([String: [IdentifierOption]].self, forKey: .identifiers)
        kinds = try container.decodeIfPresent([KindOption].self, forKey: .kinds)
        sharedAbove = try container.decodeIfPresent(Int.self, forKey: .sharedAbove)
        blocked = try container.decodeIfPresent([String].self, forKey: .blocked)
        defaultRegion = try container.decodeIfPresent(String.self, forKey: .defaultRegion)
        email = try container.decodeIfPresent(EmailOptions.self, forKey: .email)
        survivorship = try container.decodeIfPresent([String: Survivorship].self, forKey: .survivorship)
        vendorPriority = try container.decodeIfPresent([String].self, forKey: .vendorPriority)
        maximumComponent = try container.decodeIfPresent(Int.self, forKey: .maximumComponent)
        projects = try container.decodeIfPresent([String: Project].self, forKey: .projects)
    }
}

extension Decoder {
    /// Refuses keys that `keys` does not list: a misspelt option must not pass for a default.
    func refuseUnknownKeys<Keys: CodingKey & CaseIterable>(_ keys: Keys.Type) throws {
        let known = Set(Keys.allCases.map(\.stringValue))
        let present = try container(keyedBy: AnyKey.self).allKeys
        guard let unknown = present.map(\.stringValue).sorted().first(where: { !known.contains($0) }) else { return }
        throw refusal("unknown option '\(unknown)'; known are \(known.sorted().joined(separator: ", "))")
    }

    /// The error of an option whose value cannot be used.
    func refusal(_ reason: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: reason))
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
}
