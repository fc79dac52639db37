import ConcordLinkage

/// Names of attributes → columns.
struct AttributeColumns {
    /// Who can write attributes can make up any number of names; so many are looked at, and so many get a column of
    /// their own.
    private static let knownNames = 10_000
    private static let ownColumns = 16

    private var kinds: [String: FieldKind?] = [:]
    private var own: Set<String> = []

    /// What a field or an attribute holds, by its name; `nil` when the name does not say, or says that it is no feature.
    mutating func kind(of name: String) -> FieldKind? {
        if let known = kinds[name] { return known }
        guard kinds.count < AttributeColumns.knownNames else { return nil }
        let found = FieldKind.named(name)
        let kind = found == .ignored ? nil : found
        kinds[name] = .some(kind)
        return kind
    }

    /// The column of an attribute that is not in the golden record under another name; `nil` when there are too many.
    mutating func column(of name: String, _ kind: FieldKind) -> String? {
        if let shared = AttributeColumns.shared[kind] { return "user.\(shared)" }
        if own.contains(name) { return name }
        guard own.count < AttributeColumns.ownColumns else { return nil }
        own.insert(name)
        return name
    }

    /// The fields of the golden record, behind `user.`, in which what vendors call by many names comes together.
    private static let shared: [FieldKind: String] = [
        .givenName: "firstName", .surname: "lastName", .fullName: "name", .email: "email",
        .phone: "phone", .date: "birthDate", .street: "street", .houseNumber: "houseNumber",
        .postcode: "postcode", .city: "city", .region: "region", .country: "country",
        .company: "company",
    ]
}

extension FieldKind {
    var isPersonName: Bool { self == .givenName || self == .surname || self == .fullName }
}
