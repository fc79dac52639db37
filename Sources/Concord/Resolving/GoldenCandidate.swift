/// A value that could be a field's in a person's golden record.
struct GoldenCandidate {
    let key: String
    /// The field of all values, where there is one.
    let all: String?
    let kind: Identifier.Kind?
    let value: JSONValue
    let account: AccountID
    let time: Timestamp
    let trust: Trust
    let isPinned: Bool
    /// The vendor's place in the order of priority.
    let priority: Int
    /// The value's place among those of one field.
    let position: Int

    /// Whether this value is chosen over another one of the same field. A total order on different values.
    func precedes(_ other: GoldenCandidate, byVendor: Bool) -> Bool {
        if isPinned != other.isPinned { return isPinned }
        if trust != other.trust { return trust > other.trust }
        if byVendor, priority != other.priority { return priority < other.priority }
        if time != other.time { return time > other.time }
        if priority != other.priority { return priority < other.priority }
        if position != other.position { return position < other.position }
        if value != other.value { return value.printed().lexicographicallyPrecedes(other.value.printed()) }
        return account < other.account
    }

    init(_ pin: Pin, _ rules: ResolvingRules) {
        key = pin.key
        all = nil
        kind = nil
        value = pin.value
        account = pin.account
        time = pin.at
        trust = .verified
        isPinned = true
        priority = 0
        position = 0
    }

    private init(_ field: GoldenField, _ sourced: SourcedValue, _ account: Account, priority: Int, position: Int) {
        key = field.key
        all = field.all
        kind = field.kind
        value = sourced.value
        self.account = account.id
        time = sourced.time
        trust = field.trust
        isPinned = false
        self.priority = priority
        self.position = position
    }

    private init(
        _ key: String, _ member: JSONObject.Member, _ section: FieldSection, _ account: Account, _ rules: AccountRules
    ) {
        self.key = key
        all = nil
        kind = nil
        value = member.value
        self.account = account.id
        time = account.time(of: member.name, in: section)
        trust = rules.trust
        isPinned = false
        priority = rules.priority
        position = 0
    }

    /// Appends all values of an account that are not empty.
    static func append(of account: Account, _ rules: ResolvingRules, to candidates: inout [GoldenCandidate]) {
        let rules = rules.rules(of: account.space.vendor)
        for field in rules.fields {
            for source in field.sources {
                let values = account.values(at: source)
                for (position, value) in values.enumerated() {
                    let priority = rules.priority
                    candidates.append(GoldenCandidate(field, value, account, priority: priority, position: position))
                }
                if !values.isEmpty { break }
            }
        }
        for rest in rules.rest {
            for member in account.fields[rest.section].members where !member.value.isEmpty && rest.holds(member.name) {
                candidates.append(
                    GoldenCandidate(rest.prefix + member.name, member, rest.section, account, rules)
                )
            }
        }
    }
}
