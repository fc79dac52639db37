extension ResolutionPolicy {
    /// Refuses what cannot be followed.
    ///
    /// - Throws: ``ConcordError`` `policy`, with the option as its field.
    func validate(_ vendors: [VendorRules]) throws {
        try ResolutionPolicy.check(sharedAbove, "sharedAbove", atLeast: 1)
        try ResolutionPolicy.check(maximumComponent, "maximumComponent", atLeast: 2)
        for option in kinds ?? [] { try ResolutionPolicy.check(option.limit, "kinds.limit", atLeast: 1) }
        let names = (kinds ?? KindOption.standard).map(\.kind)
        guard Set(names).count == names.count else {
            throw ResolutionPolicy.refusal("kinds", "kinds names one kind twice", "Name each kind once")
        }
        for (vendor, options) in (identifiers ?? [:]).sorted(by: { Bytewise.precedes($0.key, $1.key) }) {
            for option in options { try check(option, of: vendor, names) }
        }
        let priority = vendorPriority ?? []
        guard Set(priority).count == priority.count else {
            throw ResolutionPolicy.refusal("vendorPriority", "vendorPriority names one vendor twice", "Name each once")
        }
        for (id, project) in (projects ?? [:]).sorted(by: { Bytewise.precedes($0.key, $1.key) }) {
            try ResolutionPolicy.check(project, "projects.\(id)")
        }
    }

    private func check(_ option: IdentifierOption, of vendor: String, _ kinds: [Identifier.Kind]) throws {
        let field = "identifiers.\(vendor)"
        guard option.source != nil else {
            throw ResolutionPolicy.refusal(
                field,
                "from: \(option.from) names no place in an account",
                "Write key, or a section and a name such as tags.crmId or profile.email"
            )
        }
        let isKnown = kinds.contains { Bytewise.equal($0.rawValue, option.kind) }
        guard isKnown || Bytewise.equal(option.kind, IdentifierOption.none) else {
            throw ResolutionPolicy.refusal(
                field,
                "kind: \(option.kind) is not among the kinds",
                "Use one of \(kinds.map(\.rawValue).joined(separator: ", ")) or none, or list it under kinds"
            )
        }
    }

    private static func check(_ project: Project, _ field: String) throws {
        let lists = [project.spaces ?? []] + project.stages.sorted { Bytewise.precedes($0.key, $1.key) }.map(\.value)
        guard lists.allSatisfy({ $0.allSatisfy { !$0.isEmpty } }) else {
            throw refusal(field, "\(field) has a space without a name", "Write vendor:scope, vendor or *")
        }
    }

    private static func check(_ value: Int?, _ field: String, atLeast least: Int) throws {
        guard let value, value < least else { return }
        throw refusal(field, "\(field) is \(value)", "Use a whole number of at least \(least)")
    }

    private static func refusal(_ field: String, _ message: String, _ remedy: String) -> ConcordError {
        ConcordError(.policy, message, remedy: remedy, field: field)
    }
}
