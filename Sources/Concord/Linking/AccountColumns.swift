import ConcordLinkage

/// Accounts → the columns of batch linkage, one account after another.
///
/// A column is a field of the golden record whose name says what it holds (`user.email`, `user.city`); an attribute of
/// the company's own goes where its name says (`dob` to `user.birthDate`), and keeps its name where no field has its
/// kind (`passport`). Values go in as they are: linkage has its own eye for junk.
struct AccountColumns {
    /// The column of the accounts' ids.
    static let id = "account"
    /// The column of the spaces of accounts with a clean key.
    static let source = "space"

    /// The accounts so far, by row, and their numbers.
    private(set) var accounts: [AccountID] = []
    private(set) var numbers: [Int64] = []
    /// The spaces of which evidence brings no two keys together, as far as they have keys.
    private(set) var cleanSources: Set<String> = []
    /// The columns of identifiers of which the policy allows a person one.
    private(set) var onePerPerson: Set<String> = []

    private let rules: ResolvingRules
    private var builder = TableBuilder()
    private var places: [String: Int] = [:]
    private var isClean: [Space: Bool] = [:]
    private var attributes = AttributeColumns()

    init(_ rules: ResolvingRules) {
        self.rules = rules
        builder.beginFile("accounts")
        for name in [AccountColumns.id, AccountColumns.source] { places[name] = builder.column(named: name) }
    }

    /// The columns; no account can be added any more.
    consuming func table() -> Table { builder.build() }

    /// Adds an account as the next row. Cost: some microseconds, and four bytes a column besides the new values.
    mutating func append(_ account: Account) {
        let rules = rules.rules(of: account.space.vendor)
        var row = [(column: place(of: AccountColumns.id), value: account.id.description)]
        if account.key != nil, isCleanSpace(account.space) {
            row.append((place(of: AccountColumns.source), account.space.description))
            cleanSources.insert(account.space.description)
        }
        appendIdentifiers(of: account, rules, to: &row)
        let hasName = appendFields(of: account, rules, to: &row)
        appendAttributes(of: account, rules, withNames: !hasName, to: &row)
        builder.append(row)
        accounts.append(account.id)
        numbers.append(account.number)
    }

    /// The identifiers of which a person has one: what they are settles who is who, so they are no features.
    private mutating func appendIdentifiers(
        of account: Account,
        _ rules: AccountRules,
        to row: inout [(column: Int, value: String)]
    ) {
        for kind in self.rules.kinds where kind.limit == 1 {
            let values = rules.identifiers.lazy.filter { $0.kind == kind.kind }.flatMap {
                account.values(at: $0.source)
            }
            let found = values.compactMap { [normalizer = self.rules.normalizer] in
                normalizer.identifier(kind.kind, $0.value)
            }
            guard let identifier = found.first(where: { !$0.isBlocked })?.identifier else { continue }
            let name = "key.\(kind.kind.rawValue)"
            row.append((place(of: name), identifier.value))
            onePerPerson.insert(name)
        }
    }

    /// The fields of the golden record, and whether a name is among them.
    private mutating func appendFields(
        of account: Account,
        _ rules: AccountRules,
        to row: inout [(column: Int, value: String)]
    ) -> Bool {
        var hasName = false
        for field in rules.fields {
            guard let kind = attributes.kind(of: field.key) else { continue }
            // Parts and sums of another field say nothing new: linkage takes names apart itself.
            let values = field.sources.lazy.filter { !$0.isDerived }.flatMap { account.values(at: $0) }
            guard let text = values.compactMap(\.value.cell).first else { continue }
            row.append((place(of: field.key), text))
            hasName = hasName || kind.isPersonName
        }
        return hasName
    }

    /// What no field of the golden record reads, where its name says what it is.
    private mutating func appendAttributes(
        of account: Account,
        _ rules: AccountRules,
        withNames: Bool,
        to row: inout [(column: Int, value: String)]
    ) {
        for rest in rules.rest {
            for member in account.fields[rest.section].members where rest.holds(member.name) {
                guard let text = member.value.cell, let kind = attributes.kind(of: member.name),
                    withNames || !kind.isPersonName, let name = attributes.column(of: member.name, kind)
                else { continue }
                row.append((place(of: name), text))
            }
        }
    }

    private mutating func place(of name: String) -> Int {
        if let place = places[name] { return place }
        let place = builder.column(named: name)
        places[name] = place
        return place
    }

    private mutating func isCleanSpace(_ space: Space) -> Bool {
        if let known = isClean[space] { return known }
        let found = rules.policy.options(for: space).isClean ?? true
        isClean[space] = found
        return found
    }
}

extension ValueSource {
    /// Whether the source is a part of another field, or made of others.
    fileprivate var isDerived: Bool {
        switch self {
        case .givenName, .familyName, .joined: true
        case .key, .field, .tag, .elements: false
        }
    }
}

extension JSONValue {
    /// The value as a cell: a text or an integer, or the first of several; nothing else tells people apart.
    fileprivate var cell: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        case .array(let elements): elements.lazy.compactMap { $0.string }.first
        case .null, .bool, .double, .object: nil
        }
    }
}
