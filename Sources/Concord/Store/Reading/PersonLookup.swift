/// Reading persons, on any connection.
struct PersonLookup {
    let accounts: AccountLookup
    private var connection: Connection { accounts.connection }

    /// The person that a reference means; `nil` when it never meant anybody.
    func find(_ reference: PersonReference) throws -> FoundPerson? {
        switch reference {
        case .account(let reference):
            return try accounts.find(reference).oldest.map { .person(try person($0.person)) }
        case .person(let id):
            if let person = try accounts.person(carrying: id) { return .person(try self.person(person)) }
            return try CarriedIDTable.carrier(of: id.ulid, on: connection) == .tombstone ? .tombstone : nil
        }
    }

    /// The living person with this id.
    private func person(_ id: PersonID) throws -> Person {
        let members = try accounts.accounts(of: id).compactMap(accounts.account(number:))
        let pins = try members.flatMap { try PinTable.pins(of: $0, on: connection) }
        let carried = try members.flatMap { account in
            try [account.id.ulid] + CarriedIDTable.ids(of: account.number, on: connection)
        }
        return Person(
            id: id,
            ids: carried.sorted().map(PersonID.init),
            accounts: members,
            record: GoldenRecord.make(of: members, pins: pins, rules: accounts.catalogue.rules),
            updatedAt: members.map(\.updatedAt).max() ?? Timestamp(milliseconds: 0)
        )
    }

    /// The events of the person's accounts, oldest first.
    func history(of person: Person) throws -> [Event] {
        let all = try person.accounts.flatMap { try EventTable.history(of: $0.number, on: connection) }
        var seen: Set<Int64> = []
        return all.sorted { $0.seq < $1.seq }.filter { seen.insert($0.seq).inserted }
    }

    /// The open review items, oldest first, each with the accounts that it is about.
    ///
    /// Cost: the neighbourhoods of what is listed, each once.
    func reviews(limit: Int, secret: SipHash.Key) throws -> [OpenReview] {
        var known: [ReviewSubject: ReviewItem] = [:]
        return try ReviewTable.open(limit: limit, on: connection).compactMap { subject, since in
            if case .possible(let a, let b) = subject {
                return OpenReview(ReviewItem(subject: .possible(a, b), accounts: [a, b], obstacle: nil), since: since)
            }
            if known[subject] == nil {
                for item in try reviews(around: subject, secret: secret) {
                    known[ReviewSubject(item.subject, secret: secret)] = item
                }
            }
            return known[subject].map { OpenReview($0, since: since) }
        }
    }

    /// The questions of the neighbourhood that one of them is about.
    private func reviews(around subject: ReviewSubject, secret: SipHash.Key) throws -> [ReviewItem] {
        let seeds: [Int64]
        switch subject {
        case .link(let a, let b), .possible(let a, let b): seeds = try [a, b].compactMap(accounts.number)
        case .value(let fingerprint):
            let table = IdentifierTable(policy: accounts.catalogue.policyVersion, connection: connection)
            seeds = try table.carriers(of: fingerprint, limit: 1)
        }
        var reader = try NeighbourhoodReader(accounts, secret: secret, limit: .max)
        guard let found = try reader.gather(seeds) else { return [] }
        return Resolver.resolve(found.input, accounts.catalogue.rules).reviews
    }
}
