/// One condition of a listing: which persons it keeps (vendors.md 44 to 47).
///
/// A filter that looks at an array holds when it holds for any element; `!=` holds when `=` holds for none. Values of
/// different types never match, and a field without a value matches no operator but `=` null and `notExists`.
public struct Filter: Sendable, Hashable {
    /// Whether the persons that match are kept, or the others.
    public enum Mode: String, Sendable, CaseIterable {
        case include, exclude
    }

    /// How the field's value and the filter's compare.
    public enum Operator: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contains, startsWith, endsWith
        case isIn = "in"
        case exists, notExists
    }

    public let mode: Mode
    public let field: PersonField
    public let comparison: Operator
    /// The value to compare with; null for the operators that need none.
    public let value: JSONValue
    /// What `value` may stand for.
    let readings: [Comparand]

    /// - Parameter value: a string, number, boolean or null (which means "not set") for `=` and `!=`; a string or a
    ///   number for the order's operators; a string for `contains`, `startsWith`, `endsWith`; an array of scalars for
    ///   `in`; ignored for `exists` and `notExists`.
    /// - Throws: ``ConcordError`` `invalidQuery` for an operator that does not fit the value.
    public init(
        _ mode: Mode = .include,
        _ field: PersonField,
        _ comparison: Operator,
        _ value: JSONValue = .null
    ) throws {
        guard comparison.takes(value) else {
            throw ConcordError(
                .invalidQuery,
                "The operator \(comparison.rawValue) does not take \(value.kind)",
                remedy: "Give it \(comparison.expected)",
                field: "filters"
            )
        }
        (self.mode, self.field, self.comparison) = (mode, field, comparison)
        self.value = comparison.needsValue ? value : .null
        readings = (comparison == .isIn ? value.array ?? [] : [value]).flatMap(Comparand.readings)
    }
}

extension Filter.Operator {
    /// Whether a filter has to have a value.
    public var needsValue: Bool { self != .exists && self != .notExists }

    fileprivate func takes(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.exists, _), (.notExists, _): true
        case (.isIn, .array(let elements)): elements.allSatisfy { Filter.Operator.equal.takes($0) }
        case (.isIn, _), (_, .array), (_, .object): false
        case (.equal, _), (.notEqual, _): true
        case (.contains, _), (.startsWith, _), (.endsWith, _): value.string != nil
        default: value.bool == nil && value != .null
        }
    }

    fileprivate var expected: String {
        switch self {
        case .exists, .notExists: "any value"
        case .isIn: "an array of strings, numbers, booleans and nulls"
        case .equal, .notEqual: "a string, a number, a boolean or null"
        case .contains, .startsWith, .endsWith: "a string"
        case .less, .lessOrEqual, .greater, .greaterOrEqual: "a string or a number"
        }
    }
}

extension Filter {
    /// Whether the listing keeps a person.
    func keeps(_ person: ListedPerson) -> Bool {
        matches(person) == (mode == .include)
    }

    /// Whether the field's value is as the filter says.
    private func matches(_ person: ListedPerson) -> Bool {
        guard let stored = person[field] else {
            return comparison == .notExists || asksForUnset
        }
        switch comparison {
        case .exists: return true
        case .notExists: return false
        case .contains, .startsWith, .endsWith: return stored.elements.contains(where: holdsText)
        case .notEqual: return value == .null || differs(from: stored.elements.compactMap(Comparand.init(stored:)))
        default: return stored.elements.contains { Comparand(stored: $0).map(holds) ?? false }
        }
    }

    /// Whether `= null`, or null among the values of `in`.
    private var asksForUnset: Bool {
        switch comparison {
        case .equal: value == .null
        case .isIn: value.array?.contains(.null) ?? false
        default: false
        }
    }

    /// Whether some value is of a type that can be compared, and none is equal.
    private func differs(from stored: [Comparand]) -> Bool {
        let orders = stored.flatMap { stored in readings.compactMap { stored.order($0) } }
        return !orders.isEmpty && !orders.contains(0)
    }

    private func holds(for stored: Comparand) -> Bool {
        readings.contains { reading in
            guard let order = stored.order(reading) else { return false }
            return switch comparison {
            case .less: order < 0
            case .lessOrEqual: order <= 0
            case .greater: order > 0
            case .greaterOrEqual: order >= 0
            default: order == 0
            }
        }
    }

    private func holdsText(in stored: JSONValue) -> Bool {
        guard let text = stored.string, let part = value.string else { return false }
        return switch comparison {
        case .contains: Bytewise.contains(text, part)
        case .startsWith: text.utf8.starts(with: part.utf8)
        default: text.utf8.reversed().starts(with: part.utf8.reversed())
        }
    }
}
