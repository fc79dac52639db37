/// What profiles must share to be compared: the values, or the telling parts, of some fields.
struct BlockingRule: Hashable, Sendable {
    /// One field of a rule; `isPart` asks only for the telling part of its value (see ``ValuePart``).
    struct Condition: Hashable, Sendable {
        let field: Int
        let isPart: Bool

        /// Whether profiles that share this condition's value always share the other's.
        func implies(_ other: Condition) -> Bool { field == other.field && (!isPart || other.isPart) }
    }

    let conditions: [Condition]

    /// Whether every pair that this rule brings together is brought together by `other` as well.
    func isCovered(by other: BlockingRule) -> Bool {
        other.conditions.allSatisfy { condition in conditions.contains { $0.implies(condition) } }
    }

    /// The rule in the words of the report: `postcode + surname (sound)`.
    func name(_ fields: [FieldComparer]) -> String {
        guard !conditions.isEmpty else { return "all pairs" }
        return conditions.map { condition in
            let field = fields[condition.field]
            return condition.isPart ? "\(field.name) (\(ValuePart.name(field.kind)))" : field.name
        }.joined(separator: " + ")
    }
}

extension ValuePart {
    /// What the telling part of a kind is called.
    static func name(_ kind: FieldKind) -> String {
        switch kind {
        case .email: "mailbox"
        case .phone: "last digits"
        case .date: "year"
        case .postcode: "area"
        case .givenName, .surname: "sound"
        default: "first word"
        }
    }
}
