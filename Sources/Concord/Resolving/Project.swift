/// What a project of the listing API shows: the persons with an account in one of its spaces.
///
/// Spaces are written `vendor:scope`, `vendor` for all of a vendor's, or `*` for all.
public struct Project: Sendable, Hashable, Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case spaces, stages }

    /// The spaces beside those of the stages. Default: all where the project has no stages, else none.
    public var spaces: [String]?
    /// The spaces of each stage: a person is in a stage when one of its accounts is in one of them.
    public var stages: [String: [String]]

    /// The project that every database has.
    public static let defaultID = "default"

    public init(spaces: [String]? = nil, stages: [String: [String]] = [:]) {
        self.spaces = spaces
        self.stages = stages
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        spaces = try container.decodeIfPresent([String].self, forKey: .spaces)
        stages = try container.decodeIfPresent([String: [String]].self, forKey: .stages) ?? [:]
    }

    /// Whether the project shows the accounts of a space.
    public func shows(_ space: Space) -> Bool {
        if spaces == nil, stages.isEmpty { return true }
        return Project.list(spaces ?? [], holds: space) || stages.values.contains { Project.list($0, holds: space) }
    }

    /// The stages, in the order of their names' bytes, that an account of a space puts its person in.
    public func stages(of space: Space) -> [String] {
        stages.filter { Project.list($0.value, holds: space) }.map(\.key).sorted(by: Bytewise.precedes)
    }

    private static func list(_ spaces: [String], holds space: Space) -> Bool {
        let names = [space.description, space.vendor.rawValue, "*"]
        return spaces.contains { entry in names.contains { Bytewise.equal($0, entry) } }
    }
}
