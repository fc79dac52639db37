/// What a column holds, which decides how its values are normalised, compared and used as blocking keys.
public enum FieldKind: String, CaseIterable, Codable, Sendable {
    case givenName, surname, fullName
    case email, phone, date, identifier
    case street, houseNumber, postcode, city, region, country
    case company, category, text
    /// Not a feature: bookkeeping, amounts, times of events, constants.
    case ignored

    /// The kind that a column's name promises, such as `email` for `contactEmail`; nil for a name that promises none.
    /// `.ignored` for one that promises no feature: `created_at`, `score`.
    public static func named(_ header: String) -> FieldKind? { FieldRecognizer.kind(named: header) }

    var isName: Bool { self == .givenName || self == .surname || self == .fullName }

    /// Kinds that a street address settles: who shares it shares them.
    var isPlace: Bool { self == .city || self == .postcode || self == .region || self == .country }

    /// Kinds that the people of one household have in common.
    var isSharedAtHome: Bool {
        switch self {
        case .surname, .email, .phone, .street, .houseNumber, .postcode, .city, .region, .country: true
        case .givenName, .fullName, .date, .identifier, .company, .category, .text, .ignored: false
        }
    }

    /// Kinds of which two people rarely share a value; junk in them is found by the names that carry it.
    var isNearlyUnique: Bool { self == .email || self == .phone || self == .identifier }
}

/// A column and what it was found to hold.
public struct FieldAssignment: Hashable, Codable, Sendable {
    public let column: String
    public let kind: FieldKind

    public init(column: String, kind: FieldKind) {
        self.column = column
        self.kind = kind
    }
}
