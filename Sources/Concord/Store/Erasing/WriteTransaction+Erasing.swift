extension WriteTransaction {
    /// Erases an account, or all accounts of a person, and says which, and what must be in no file any more: their
    /// identifiers, as far as no account has them now.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    mutating func erase(_ reference: PersonReference) throws -> (accounts: [AccountID], texts: Set<[UInt8]>) {
        guard case .person(let person)? = try PersonLookup(accounts: lookup).find(reference) else {
            throw ConcordError.noPerson
        }
        _ = readClock()
        // A person's, the youngest first: each hands its ids to an account that stays, and the last one leaves them.
        var accounts = Array(person.accounts.reversed())
        if case .account(let one) = reference {
            let number = try lookup.find(one).oldest?.number
            accounts.removeAll { $0.number != number }
        }
        var texts = ErasedTexts()
        for account in accounts {
            texts.add(account, try EventTable.history(of: account.number, on: connection), catalogue.rules)
            try erase(account)
        }
        let forms = try texts.forms { identifier in
            let fingerprint = IdentifierFingerprint(of: identifier, key: context.secret)
            return try !identifiers.carriers(of: fingerprint, limit: 1).isEmpty
        }
        return (accounts.map(\.id), forms)
    }

    /// Erases an account: its row, what it is found by, its history, its links.
    ///
    /// Its ids go to the oldest account that its person has left, or stay as tombstones; so do the person's pins, or go.
    private mutating func erase(_ account: Account) throws {
        guard let account = try lookup.account(number: account.number), let record = catalogue.spaces[account.space]
        else {
            return
        }
        let companions = try lookup.accounts(of: account.person).filter { $0 != account.number }
        let links = try LinkTable.links(of: account.id, on: connection)
        try maintainMatchKeys(of: account.number, record, from: account.tags, to: Tags())
        try bequeath(account, to: companions.first.flatMap(lookup.account(number:)))
        try LinkTable.delete(of: account.id, on: connection)
        try EventTable.forget(account: account.number, on: connection)
        try PendingTable.delete(account.number, on: connection)
        try AccountTable.delete(number: account.number, on: connection)
        try log(EventDraft(kind: .accountErased, accounts: [(account.id, 0)], person: account.person))
        if companions.isEmpty {
            try store(nil, as: account.person)
            try log(EventDraft(kind: .personErased, person: account.person))
        }
        let evidence = catalogue.rules.evidence(of: account)
        let reached = try maintainIdentifiers(of: account.number, from: evidence, to: nil).reached
        var former = Set(evidence.identifiers.map { ReviewSubject($0.identifier, secret: context.secret) })
        former.formUnion(links.flatMap(ReviewSubject.subjects(of:)))
        let touched = try companions.first.flatMap(lookup.account(number:)).map { Set([$0.id]) } ?? []
        try resolve(around: companions + reached, touched: touched, former: former)
    }

    /// Hands on what an account carries for its person.
    private func bequeath(_ account: Account, to heir: Account?) throws {
        let carrier = heir.map { CarriedIDTable.Carrier.account($0.number) } ?? .tombstone
        for id in try [account.id.ulid] + CarriedIDTable.ids(of: account.number, on: connection) {
            try CarriedIDTable.hand(id, to: carrier, on: connection)
        }
        let kept = try heir.map { try PinTable.pins(of: $0, on: connection) } ?? []
        for pin in try PinTable.pins(of: account, on: connection) {
            _ = try PinTable.delete(pin.key, account: account.number, on: connection)
            guard let heir, !kept.contains(where: { $0.isOver(pin) }) else { continue }
            try PinTable.put(pin, account: heir.number, on: connection)
        }
    }
}

extension Pin {
    /// Whether this pin outlives another when one account gets both.
    fileprivate func isOver(_ other: Pin) -> Bool {
        guard Bytewise.equal(key, other.key) else { return false }
        if at != other.at { return at > other.at }
        return !value.printed().lexicographicallyPrecedes(other.value.printed())
    }
}
