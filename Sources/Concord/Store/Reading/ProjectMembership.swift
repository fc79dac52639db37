/// Which persons a listing's project and stages admit: those with an account in their spaces.
struct ProjectMembership {
    /// The stages of each of the project's spaces.
    private let stages: [Int64: [String]]
    private let wanted: [String]?
    /// Whether every person is admitted and nobody asks for their stages.
    let isTrivial: Bool
    private let admitsAll: Bool

    init(_ project: Project, _ query: PersonQuery, spaces: [Int64: Space]) {
        stages = spaces.filter { project.shows($0.value) }.mapValues { project.stages(of: $0) }
        wanted = query.stages
        admitsAll = stages.count == spaces.count
        isTrivial = admitsAll && !query.looksAtStages
    }

    /// The stages that the person is in, sorted; `nil` when the project or the wanted stages do not admit it.
    func stages(of id: PersonID, on connection: Connection) throws -> [String]? {
        guard let found = try project(of: id, on: connection) else { return nil }
        guard let wanted else { return found }
        return found.contains { stage in wanted.contains { Bytewise.equal($0, stage) } } ? found : nil
    }

    /// The stages that the person is in, sorted; `nil` when the project does not have the person.
    func project(of id: PersonID, on connection: Connection) throws -> [String]? {
        if isTrivial { return [] }
        let statement = try PreparedStatement(connection, ProjectMembership.spaces)
        defer { statement.reset() }
        statement.bind(1, id.ulid)
        var isMember = admitsAll
        var found: [String] = []
        while try statement.step() {
            guard let stages = stages[statement.integer(0)] else { continue }
            isMember = true
            for stage in stages where !found.contains(where: { Bytewise.equal($0, stage) }) { found.append(stage) }
        }
        return isMember ? found.sorted(by: Bytewise.precedes) : nil
    }

    private static let spaces = SQLText("SELECT DISTINCT space FROM account WHERE person = ?1")

    /// For the test that looks at their plans.
    static let statements = [spaces]
}
