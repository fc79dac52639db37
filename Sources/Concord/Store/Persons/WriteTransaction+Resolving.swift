extension WriteTransaction {
    /// Brings the persons to what an account's new state makes of them.
    ///
    /// - Parameter old: the account before the write; `nil` for a new one.
    /// - Returns: the account with the person that it has now.
    mutating func resolve(changed account: Account, from old: Account?) throws -> Account {
        guard let old else { return try resolve(new: account) }
        if catalogue.rules.readsTheSame(old, account) { return try refreshRecord(around: account) }
        let (before, evidence) = (catalogue.rules.evidence(of: old), catalogue.rules.evidence(of: account))
        if evidence == before { return try refreshRecord(around: account) }
        let change = try maintainIdentifiers(of: account.number, from: before, to: evidence)
        if change.reached.isEmpty, evidence.identifiers == before.identifiers {
            return try refreshRecord(around: account)
        }
        let former = Set(before.identifiers.map { ReviewSubject($0.identifier, secret: context.secret) })
        let member = Neighbourhood.Member(account: account, evidence: evidence)
        try resolve(around: change.reached, and: member, touched: [account.id], former: former)
        return try AccountTable.settled(account, on: connection)
    }

    private mutating func resolve(new account: Account) throws -> Account {
        let evidence = catalogue.rules.evidence(of: account)
        let change = try maintainIdentifiers(of: account.number, from: nil, to: evidence)
        // Most new accounts meet nobody: nothing decides about them yet, and nobody carries what they carry.
        guard change.meetsOthers else {
            try insert(PersonRecord(of: [account], pins: [], catalogue.rules), as: account.person)
            return account
        }
        let member = Neighbourhood.Member(account: account, evidence: evidence)
        try resolve(around: change.reached, and: member, touched: [account.id])
        return try AccountTable.settled(account, on: connection)
    }

    /// Makes the record of an account's person anew; whose the account is stays.
    private mutating func refreshRecord(around account: Account) throws -> Account {
        try store(recordOf: account.person, accounts: try companions(of: account))
        return account
    }

    /// Resolves whatever is around some accounts, or leaves it for later when that is more than one write may do.
    ///
    /// - Parameters:
    ///   - member: one more of these accounts, read already.
    ///   - touched: accounts whose values have changed, or whose person's record must be made anew.
    ///   - former: what the accounts had before, and might have left a review item.
    ///   - cause: why persons may part, for the log.
    mutating func resolve(
        around numbers: [Int64],
        and member: Neighbourhood.Member? = nil,
        touched: Set<AccountID>,
        former: Set<ReviewSubject> = [],
        cause: String? = nil
    ) throws {
        var reader = try NeighbourhoodReader(lookup, secret: context.secret, limit: catalogue.rules.maximumComponent)
        guard let found = try reader.gather(numbers, and: member) else {
            for number in Set(numbers + [member?.account.number].compactMap(\.self)) {
                try PendingTable.insert(number, on: connection)
            }
            try closeUntied(former)
            for id in touched {
                guard let account = try lookup.number(of: id).flatMap(lookup.account(number:)) else { continue }
                try store(recordOf: account.person, accounts: try companions(of: account))
            }
            return
        }
        try write(Settlement(of: found, touched: touched, lookup), former: former, cause: cause)
    }

    /// Resolves the whole component of an account, however large it is, and makes its persons' records anew.
    ///
    /// - Returns: the accounts that are resolved with it.
    mutating func resolve(component number: Int64, cause: String?) throws -> [Int64] {
        var reader = try NeighbourhoodReader(lookup, secret: context.secret, limit: .max)
        guard let found = try reader.gather([number]) else { return [] }
        try write(Settlement(of: found, lookup), cause: cause)
        return found.members.values.map(\.account.number)
    }

    /// Writes down what resolving a neighbourhood makes of it.
    mutating func write(_ settlement: Settlement, former: Set<ReviewSubject> = [], cause: String?) throws {
        try writePersons(settlement, cause: cause)
        try maintainReviews(settlement.resolution, of: settlement.found, former: former)
        try endWaiting(of: settlement.found)
    }

    /// All accounts of an account's person.
    private func companions(of account: Account) throws -> [Account] {
        guard account.hasCompanions else { return [account] }
        return try lookup.accounts(of: account.person).compactMap {
            try $0 == account.number ? account : lookup.account(number: $0)
        }
    }

    /// Makes a person's record anew.
    mutating func store(recordOf person: PersonID, accounts: [Account]) throws {
        try store(try lookup.record(of: accounts), as: person)
    }

    /// Writes the difference between the persons that are stored and those of a settlement.
    private mutating func writePersons(_ settlement: Settlement, cause: String?) throws {
        let moves = settlement.moves
        for move in moves.all { try perform(move, isWhole: moves.isWhole(move)) }
        for person in settlement.persons {
            if let record = person.record { try store(record, as: person.id) }
        }
        for person in moves.gone { try store(nil, as: person) }
        for event in moves.events(settlement.resolution, cause: cause) { try log(event) }
    }

    /// Stores whose accounts are.
    private func perform(_ move: PersonMoves.Move, isWhole: Bool) throws {
        if move.accounts.allSatisfy({ $0.isStored(in: move.to, of: move.size) }) { return }
        let hasCompanions = move.size > 1
        if isWhole {
            return try AccountTable.move(allOf: move.from, to: move.to, hasCompanions: hasCompanions, on: connection)
        }
        for account in move.accounts {
            try AccountTable.move(account.number, to: move.to, hasCompanions: hasCompanions, on: connection)
        }
    }

    /// What has been resolved is no longer pending.
    private func endWaiting(of found: Neighbourhood) throws {
        guard try PendingTable.first(on: connection) != nil else { return }
        for member in found.members.values { try PendingTable.delete(member.account.number, on: connection) }
    }
}
