import Foundation

/// What a company decides once for its whole database; kept in the database, so that every process follows the same.
///
/// As text it is JSON, and so also YAML:
///
/// ```yaml
/// spaces:
///   botpress:                    # every bot
///     matching: exactSet
///   botpress:support-bot:        # one bot, over the line above
///     discriminators: [[email], [phone]]
/// ```
public struct ResolutionPolicy: Sendable, Hashable, Codable {
    /// Options by `vendor:scope`, by `vendor`, or `*`; for each option the most specific entry counts.
    public var spaces: [String: SpaceOptions]

    public init(spaces: [String: SpaceOptions] = [:]) {
        self.spaces = spaces
    }

    /// The options in force for a space.
    public func options(for space: Space) -> SpaceOptions {
        [space.description, space.vendor.rawValue, "*"]
            .compactMap { spaces[$0] }
            .reduce(SpaceOptions()) { $0.filled(from: $1) }
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
    private enum CodingKeys: String, CodingKey, CaseIterable { case spaces }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        spaces = try container.decodeIfPresent([String: SpaceOptions].self, forKey: .spaces) ?? [:]
    }
}

extension Decoder {
    /// Refuses keys that `keys` does not list: a misspelt option must not pass for a default.
    func refuseUnknownKeys<Keys: CodingKey & CaseIterable>(_ keys: Keys.Type) throws {
        let known = Set(Keys.allCases.map(\.stringValue))
        let present = try container(keyedBy: AnyKey.self).allKeys
        guard let unknown = present.map(\.stringValue).sorted().first(where: { !known.contains($0) }) else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription: "unknown option '\(unknown)'; known are \(known.sorted().joined(separator: ", "))"
            )
        )
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
}
