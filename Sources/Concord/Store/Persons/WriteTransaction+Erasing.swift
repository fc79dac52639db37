extension WriteTransaction {
    /// Erases an account and says whether there was one: its row, what it is found by, its history, its links.
    ///
    /// Its ids go to the oldest account that its person has left, or stay as tombstones; so do the person's pins, or go.
    mutating func erase(_ reference: AccountReference) throws -> Bool {
        let lookup = AccountLookup(connection: connection, catalogue: catalogue)
        guard let account = try lookup.find(reference).oldest?.decoded(),
            let record = catalogue.spaces[account.space]
        else { return false }
        _ = readClock()
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
        let reached = try maintainIdentifiers(of: account.number, from: evidence, to: nil)
        var former = Set(evidence.identifiers.map { ReviewSubject($0.identifier, secret: context.secret) })
        former.formUnion(links.flatMap(ReviewSubject.subjects(of:)))
        let touched = try companions.first.flatMap(lookup.account(number:)).map { Set([$0.id]) } ?? []
        try resolve(around: companions + reached, touched: touched, former: former)
        return true
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
