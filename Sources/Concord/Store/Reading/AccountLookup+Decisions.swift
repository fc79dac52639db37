extension AccountLookup {
    /// The standing decisions on accounts, on those that *same* ties to them, and so on.
    func standingDecisions(around accounts: [AccountID]) throws -> [DecisionRecord] {
        var found: [Int64: DecisionRecord] = [:]
        var seen = Set(accounts)
        var waiting = accounts
        while let account = waiting.popLast() {
            for id in try DecisionTable.standing(on: account, connection) where found[id] == nil {
                guard let record = try DecisionTable.record(id, connection) else { continue }
                found[id] = record
                guard record.decision.kind == .same else { continue }
                for member in record.decision.accounts where seen.insert(member).inserted { waiting.append(member) }
            }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// The possible links that are questions: between two persons whom no decision keeps apart.
    ///
    /// Asked of the stored persons and not of the resolver: the far end of a possible link is in another component, and
    /// following such links would make one component of them all.
    func questions(of found: Neighbourhood) throws -> [ReviewSubject] {
        try found.links.filter { $0.state == .possible }.compactMap { link in
            guard let a = try find(.id(link.a)).oldest?.person,
                let b = try find(.id(link.b)).oldest?.person,
                a != b
            else { return nil }
            let (left, right) = (try ids(tiedTo: a), try ids(tiedTo: b))
            let decisions = try standingDecisions(around: left.sorted())
            let isAnswered = decisions.contains { $0.decision.kind == .different && $0.decision.parts(left, right) }
            return isAnswered ? nil : .possible(link.a, link.b)
        }
    }

    /// A person's accounts, and the erased ones that decisions tie to them.
    private func ids(tiedTo person: PersonID) throws -> Set<AccountID> {
        let accounts = try ids(of: person)
        let same = try standingDecisions(around: accounts).filter { $0.decision.kind == .same }
        return Set(accounts + same.flatMap(\.decision.accounts))
    }
}
