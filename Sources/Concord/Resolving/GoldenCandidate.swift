/// A value that could be a field's in a person's golden record.
struct GoldenCandidate {
    /// What decides between candidates before their values do: numbers, which move and compare without counting references.
    struct Standing {
        let account: AccountID
        let time: Timestamp
        let trust: Trust
        let isPinned: Bool
        /// The vendor's place in the order of priority.
        let priority: Int
        /// The value's place among those of one field.
        let position: Int
    }

    let key: String
    /// The rule of a field that has a name in every vendor's record.
    let field: GoldenField?
    let value: JSONValue
    let standing: Standing

    /// Whether this value is chosen over another one of the same field and of equal standing. A total order on different
    /// values.
    func precedesAmongEquals(_ other: GoldenCandidate) -> Bool {
        if value == other.value { return standing.account < other.standing.account }
        // Printed, a string comes before everything that is none.
        if let left = value.string, let right = other.value.string { return Bytewise.precedes(left, right) }
        return value.printed().lexicographicallyPrecedes(other.value.printed())
    }
}

extension GoldenCandidate.Standing {
    /// Whether a value of this standing is chosen over one of another; `nil` when the values have to decide.
    func precedes(_ other: Self, byVendor: Bool) -> Bool? {
        if isPinned != other.isPinned { return isPinned }
        if trust != other.trust { return trust > other.trust }
        if byVendor, priority != other.priority { return priority < other.priority }
        if time != other.time { return time > other.time }
        if priority != other.priority { return priority < other.priority }
        if position != other.position { return position < other.position }
        return nil
    }
}

extension GoldenCandidate {
    init(_ pin: Pin) {
        self.init(
            key: pin.key,
            field: nil,
            value: pin.value,
            standing: Standing(
                account: pin.account, time: pin.at, trust: .verified, isPinned: true, priority: 0, position: 0)
        )
    }

    /// Appends all values of an account that are not empty.
    static func append(of account: Account, _ rules: AccountRules, to candidates: inout [GoldenCandidate]) {
        for field in rules.fields {
            for source in field.sources {
                let values = account.values(at: source)
                for (position, value) in values.enumerated() {
                    candidates.append(
                        GoldenCandidate(
                            key: field.key,
                            field: field,
                            value: value.value,
                            standing: Standing(
                                account: account.id,
                                time: value.time,
                                trust: field.trust,
                                isPinned: false,
                                priority: rules.priority,
                                position: position
                            )
                        )
                    )
                }
                if !values.isEmpty { break }
            }
        }
        for rest in rules.rest { append(rest, of: account, rules, to: &candidates) }
    }

    private static func append(
        _ rest: GoldenRest,
        of account: Account,
        _ rules: AccountRules,
        to candidates: inout [GoldenCandidate]
    ) {
        for member in account.fields[rest.section].members where !member.value.isEmpty && rest.holds(member.name) {
            candidates.append(
                GoldenCandidate(
                    key: rest.prefix + member.name,
                    field: nil,
                    value: member.value,
                    standing: Standing(
                        account: account.id,
                        time: account.time(of: member.name, in: rest.section),
                        trust: rules.trust,
                        isPinned: false,
                        priority: rules.priority,
                        position: 0
                    )
                )
            )
        }
    }
}
