import ConcordLinkage

/// What readers find out about the components of some accounts.
struct ComponentSurvey {
    /// The components whose persons are not what the function makes of them; one may be here twice.
    fileprivate(set) var unsettled: [Settlement] = []
    /// The accounts that were looked at because of a neighbour.
    fileprivate(set) var others: Set<Int64> = []
}

extension ReadConnections {
    /// Looks at the components of some accounts, on several threads, as of the last commit.
    ///
    /// A writer may ask in the middle of its transaction: what that has changed so far it has resolved itself.
    ///
    /// - Parameter rows: by number.
    func survey(_ rows: [AccountRow], _ catalogue: Catalogue, secret: SipHash.Key) throws -> ComponentSurvey {
        let ranges = Parallel.ranges(rows.count, threads: Parallel.processors)
        let surveys = Parallel.map(ranges.count, threads: min(count, Parallel.processors)) { part in
            Result {
                try read { reader in
                    let lookup = AccountLookup(connection: reader.connection, catalogue: catalogue)
                    return try ComponentSurveyor(lookup: lookup, secret: secret).survey(rows[ranges[part]])
                }
            }
        }
        return try surveys.reduce(into: ComponentSurvey()) { whole, part in
            whole.unsettled += try part.get().unsettled
            whole.others.formUnion(try part.get().others)
        }
    }
}

/// Looks at components, on any connection.
private struct ComponentSurveyor {
    let lookup: AccountLookup
    let secret: SipHash.Key

    func survey(_ rows: ArraySlice<AccountRow>) throws -> ComponentSurvey {
        var survey = ComponentSurvey()
        for row in rows where !survey.others.contains(row.number) {
            var reader = try NeighbourhoodReader(lookup, secret: secret, limit: .max)
            let account = try row.decoded()
            let member = Neighbourhood.Member(account: account, evidence: lookup.catalogue.rules.evidence(of: account))
            guard let found = try reader.gather([], and: member) else { continue }
            let settlement = try Settlement(of: found, lookup)
            if try !isStored(settlement) { survey.unsettled.append(settlement) }
            for other in found.members.values where other.account.number > row.number {
                survey.others.insert(other.account.number)
            }
        }
        return survey
    }

    /// Whether writing a settlement down would change nothing.
    private func isStored(_ settlement: Settlement) throws -> Bool {
        for person in settlement.persons {
            guard person.accounts.allSatisfy({ $0.isStored(in: person.id, of: person.accounts.count) }),
                try PersonTable.find(person.id, on: lookup.connection) == person.record
            else { return false }
        }
        let found = settlement.found
        let reviews = try lookup.reviewDifference(settlement.resolution, of: found, secret: secret)
        if !reviews.missing.isEmpty || !reviews.unwanted.isEmpty { return false }
        if try PendingTable.first(on: lookup.connection) == nil { return true }
        return try !found.members.values.contains {
            try PendingTable.contains($0.account.number, on: lookup.connection)
        }
    }
}
