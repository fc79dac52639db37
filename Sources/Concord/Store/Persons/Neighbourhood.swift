/// Accounts with all that ties them: whole persons, and whole components of evidence.
struct Neighbourhood {
    struct Member {
        let account: Account
        let evidence: AccountEvidence
    }

    /// The accounts by their ids.
    fileprivate(set) var members: [AccountID: Member] = [:]
    /// What the identifiers' numbers of carriers make of them, where that is not `usable`.
    fileprivate(set) var sharing: [Identifier: Sharing] = [:]
    /// The standing decisions on any of the accounts.
    fileprivate(set) var decisions: [Int64: DecisionRecord] = [:]
    /// The links of any of the accounts. The far end of a possible link, which ties nothing, need not be a member.
    fileprivate(set) var links: Set<Link> = []

    /// What the resolver is asked.
    var input: ResolvingInput {
        ResolvingInput(
            accounts: members.values.map(\.evidence),
            sharing: sharing,
            decisions: decisions.values.map(\.decision),
            links: links.filter { $0.state == .accepted }
        )
    }
}

/// Gathers neighbourhoods, on any connection.
struct NeighbourhoodReader {
    private let lookup: AccountLookup
    private let secret: SipHash.Key
    private let limit: Int
    private let identifiers: IdentifierTable
    private let hasDecisions: Bool
    private let hasLinks: Bool

    private var found = Neighbourhood()
    private var waiting: [Int64] = []
    private var seenNumbers: Set<Int64> = []
    private var seenPersons: Set<PersonID> = []
    private var seenErased: Set<AccountID> = []
    private var seenFingerprints: Set<IdentifierFingerprint> = []

    /// - Parameter limit: the most accounts to gather.
    init(_ lookup: AccountLookup, secret: SipHash.Key, limit: Int) throws {
        self.lookup = lookup
        self.secret = secret
        self.limit = limit
        identifiers = IdentifierTable(policy: lookup.catalogue.policyVersion, connection: lookup.connection)
        hasDecisions = try !DecisionTable.isEmpty(on: lookup.connection)
        hasLinks = try !LinkTable.isEmpty(on: lookup.connection)
    }

    /// The neighbourhood of some accounts; `nil` when it has more accounts than the limit.
    ///
    /// - Parameter member: one more of these accounts, read already.
    mutating func gather(
        _ numbers: some Sequence<Int64>,
        and member: Neighbourhood.Member? = nil
    ) throws -> Neighbourhood? {
        if let member {
            seenNumbers.insert(member.account.number)
            try visit(member)
        }
        for number in numbers { enqueue(number) }
        while let number = waiting.popLast() {
            guard let account = try lookup.account(number: number) else { continue }
            guard found.members.count < limit else { return nil }
            let evidence = lookup.catalogue.rules.evidence(of: account)
            try visit(Neighbourhood.Member(account: account, evidence: evidence))
            // What waits will be visited too: a value with a million carriers is not worth a million rows.
            if seenNumbers.count > limit { return nil }
        }
        return found
    }

    private mutating func enqueue(_ number: Int64) {
        if seenNumbers.insert(number).inserted { waiting.append(number) }
    }

    private mutating func visit(_ member: Neighbourhood.Member) throws {
        let (account, evidence) = (member.account, member.evidence)
        found.members[account.id] = member
        if account.hasCompanions, seenPersons.insert(account.person).inserted {
            for number in try lookup.accounts(of: account.person) { enqueue(number) }
        }
        for entry in evidence.identifiers { try follow(entry.identifier, entry.trust) }
        if hasDecisions { try followDecisions(of: account.id) }
        if hasLinks { try followLinks(of: account) }
    }

    private mutating func followLinks(of account: Account) throws {
        for link in try LinkTable.links(of: account.id, on: lookup.connection) {
            found.links.insert(link)
            if link.state == .accepted { try follow(link.a == account.id ? link.b : link.a) }
        }
    }

    /// Adds the other carriers of an identifier, where it is evidence for this one.
    private mutating func follow(_ identifier: Identifier, _ trust: Trust) throws {
        let fingerprint = IdentifierFingerprint(of: identifier, key: secret)
        if seenFingerprints.contains(fingerprint) { return }
        let sharing = try sharing(of: fingerprint)
        if sharing != .usable { found.sharing[identifier] = sharing }
        let verifiedOnly = sharing == .sharedByDeclared
        if sharing == .shared || verifiedOnly && trust == .declared { return }
        seenFingerprints.insert(fingerprint)
        let carriers = try identifiers.carriers(
            of: fingerprint, verifiedOnly: verifiedOnly, limit: limit == .max ? limit : limit + 1)
        for carrier in carriers { enqueue(carrier) }
    }

    /// Where strangers alone carry a value, there is nobody who may use what they may not.
    private func sharing(of fingerprint: IdentifierFingerprint) throws -> Sharing {
        let sharing = try identifiers.sharing(of: fingerprint)?.sharing ?? .usable
        guard sharing == .sharedByDeclared else { return sharing }
        return try identifiers.carriers(of: fingerprint, verifiedOnly: true, limit: 1).isEmpty ? .shared : sharing
    }

    /// Adds the accounts that decisions *same* tie to this one; an erased account between them still ties.
    private mutating func followDecisions(of account: AccountID) throws {
        for id in try DecisionTable.standing(on: account, lookup.connection) where found.decisions[id] == nil {
            guard let record = try DecisionTable.record(id, lookup.connection) else { continue }
            found.decisions[id] = record
            guard record.decision.kind == .same else { continue }
            for member in record.decision.left + record.decision.right { try follow(member) }
        }
    }

    private mutating func follow(_ id: AccountID) throws {
        if found.members[id] != nil { return }
        if let number = try lookup.number(of: id) {
            enqueue(number)
        } else if seenErased.insert(id).inserted {
            try followDecisions(of: id)
        }
    }
}
