/// One side of a decision: the accounts that it stands for.
private struct DecisionSide {
    let accounts: [AccountID]
    let person: PersonID
}

extension WriteTransaction {
    /// Writes down that two sides are one person, or are not, and resolves what that changes.
    mutating func decide(
        _ kind: Decision.Kind,
        _ left: PersonReference,
        _ right: PersonReference,
        _ signature: Signature
    ) throws -> Int64 {
        let time = readClock()
        let decision = try decision(kind, side(left), side(right))
        let standing = try lookup.standingDecisions(around: decision.accounts)
        let replaced = standing.filter { $0.decision.hasSides(of: decision) }
        let others = standing.filter { other in !replaced.contains { $0.id == other.id } }
        if let chain = DecisionGraph(others.map { ($0.id, $0.decision) }).chain(against: decision) {
            throw ConcordError.contradiction(kind, chain)
        }
        let id = try DecisionTable.insert(decision, signature, at: time, connection)
        for old in replaced { try DecisionTable.end(old.id, Signature(), replacedBy: id, at: time, connection) }
        try logDecision(.decisionMade, id, decision)
        try resolve(around: numbers(of: decision.accounts), touched: [], cause: "decision \(id)")
        return id
    }

    /// Ends the decisions that stand between two sides, and says which.
    mutating func withdraw(
        _ left: PersonReference,
        _ right: PersonReference,
        _ signature: Signature
    ) throws -> [Int64] {
        let time = readClock()
        let (first, second) = (Set(try anchors(left)), Set(try anchors(right)))
        let standing = try Set(first.flatMap { try DecisionTable.standing(on: $0, connection) })
        let ended = try standing.sorted().compactMap { try DecisionTable.record($0, connection) }
            .filter { $0.decision.parts(first, second) }
        if ended.isEmpty { throw ConcordError.noDecision }
        for record in ended {
            try DecisionTable.end(record.id, signature, at: time, connection)
            try logDecision(.decisionWithdrawn, record.id, record.decision)
        }
        let accounts = Set(ended.flatMap(\.decision.accounts))
        try resolve(around: numbers(of: accounts.sorted()), touched: [], cause: "decision \(ended[0].id) withdrawn")
        return ended.map(\.id)
    }

    /// The accounts that a side has if the reference named it: the account itself, erased or not, and of an erased one
    /// also the account that carries its id.
    private func anchors(_ reference: PersonReference) throws -> [AccountID] {
        let id: ULID
        switch reference {
        case .account(.id(let account)): id = account.ulid
        case .person(let person): id = person.ulid
        case .account(let reference):
            guard let account = try lookup.find(reference).oldest?.id else { throw ConcordError.noPerson }
            return [account]
        }
        if try lookup.number(of: AccountID(id)) != nil { return [AccountID(id)] }
        switch try CarriedIDTable.carrier(of: id, on: connection) {
        case .account(let number)?: return [AccountID(id)] + (try lookup.account(number: number).map { [$0.id] } ?? [])
        case .tombstone?: return [AccountID(id)]
        case nil: throw ConcordError.noPerson
        }
    }

    /// The account or the person that a reference names, as it is now.
    private func side(_ reference: PersonReference) throws -> DecisionSide {
        switch reference {
        case .account(let reference):
            guard let account = try lookup.find(reference).oldest?.decoded() else { throw ConcordError.noPerson }
            return DecisionSide(accounts: [account.id], person: account.person)
        case .person(let id):
            guard let person = try lookup.person(carrying: id) else { throw ConcordError.noPerson }
            return DecisionSide(accounts: try lookup.ids(of: person), person: person)
        }
    }

    /// - Throws: ``ConcordError`` `invalidDecision` for two sides that are one thing.
    private func decision(_ kind: Decision.Kind, _ left: DecisionSide, _ right: DecisionSide) throws -> Decision {
        switch kind {
        case .same:
            if left.person == right.person { throw ConcordError.alreadyOne }
            return Decision(.same, left.accounts, right.accounts)
        case .different:
            let (first, second) = (Set(left.accounts), Set(right.accounts))
            if first == second { throw ConcordError.itself }
            // One account of a person against that person means: against its other accounts.
            return first.count > second.count
                ? Decision(.different, first.subtracting(second), second)
                : Decision(.different, first, second.subtracting(first))
        }
    }

    private func numbers(of accounts: [AccountID]) throws -> [Int64] {
        try accounts.compactMap(lookup.number)
    }

    private func logDecision(_ kind: Event.Kind, _ id: Int64, _ decision: Decision) throws {
        let accounts = try decision.accounts.map { ($0, try lookup.number(of: $0) ?? 0) }
        try log(EventDraft(kind: kind, accounts: accounts, reason: "\(decision.kind.rawValue), decision \(id)"))
    }
}

extension Decision {
    /// Whether both are about the same two sides, whichever is called left.
    fileprivate func hasSides(of other: Decision) -> Bool {
        (left, right) == (other.left, other.right) || (left, right) == (other.right, other.left)
    }
}

extension ConcordError {
    static let noPerson = ConcordError(
        .notFound,
        "Nobody has this id or key",
        remedy: "Check it; an id that was erased stays so"
    )
    fileprivate static let noDecision = ConcordError(
        .notFound,
        "No decision stands between the two",
        remedy: "Name both sides as the decision did; the history of either shows it"
    )
    fileprivate static let alreadyOne = ConcordError(
        .invalidDecision,
        "Both are one person already",
        remedy: "Ask why they are; to keep two accounts apart, separate them"
    )
    fileprivate static let itself = ConcordError(
        .invalidDecision,
        "A person cannot be separated from itself",
        remedy: "Name two accounts of the person, or withdraw the decision that joined them"
    )

    fileprivate static func contradiction(_ kind: Decision.Kind, _ chain: [Int64]) -> ConcordError {
        let list = chain.map(String.init).joined(separator: ", ")
        let said = kind == .same ? "different" : "the same"
        return ConcordError(
            .contradiction,
            "Decisions that stand say that they are \(said): \(list)",
            remedy: "Withdraw one of these decisions first"
        )
    }
}
