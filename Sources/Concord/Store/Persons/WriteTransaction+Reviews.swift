extension WriteTransaction {
    /// Opens and closes review items, so that those on the values and pairs of a neighbourhood are what they should be.
    ///
    /// - Parameter former: what the neighbourhood had before, and might have left an item.
    mutating func maintainReviews(
        _ resolution: Resolution,
        of found: Neighbourhood,
        former: Set<ReviewSubject>
    ) throws {
        let items = resolution.reviews.map { ReviewSubject($0.subject, secret: context.secret) }
        let wanted = try Set(items).union(questions(of: found))
        if wanted.isEmpty, try ReviewTable.isEmpty(on: connection) { return }
        let candidates = former.union(found.subjects(secret: context.secret)).union(wanted)
        let present = try candidates.filter { try ReviewTable.contains($0, on: connection) }
        for subject in present.subtracting(wanted) {
            try ReviewTable.delete(subject, on: connection)
            try log(EventDraft(kind: .reviewClosed, accounts: accounts(of: subject, in: found), reason: subject.kind))
        }
        for subject in wanted.subtracting(present) {
            try ReviewTable.insert(subject, at: now, on: connection)
            try log(EventDraft(kind: .reviewOpened, accounts: accounts(of: subject, in: found), reason: subject.kind))
        }
    }

    /// The possible links that are questions: between two persons whom no decision keeps apart.
    ///
    /// Asked of the stored persons and not of the resolver: the far end of a possible link is in another component, and
    /// following such links would make one component of them all.
    private func questions(of found: Neighbourhood) throws -> [ReviewSubject] {
        try found.links.filter { $0.state == .possible }.compactMap { link in
            let lookup = AccountLookup(connection: connection, catalogue: catalogue)
            guard let a = try lookup.find(.id(link.a)).oldest?.person,
                let b = try lookup.find(.id(link.b)).oldest?.person,
                a != b
            else { return nil }
            let (left, right) = (try ids(tiedTo: a), try ids(tiedTo: b))
            let decisions = try standingDecisions(around: left.sorted())
            let isAnswered = decisions.contains { $0.decision.keepsApart(left, right) }
            return isAnswered ? nil : .possible(link.a, link.b)
        }
    }

    /// A person's accounts, and the erased ones that decisions tie to them.
    private func ids(tiedTo person: PersonID) throws -> Set<AccountID> {
        let lookup = AccountLookup(connection: connection, catalogue: catalogue)
        let accounts = try lookup.accounts(of: person).compactMap { try lookup.account(number: $0)?.id }
        let same = try standingDecisions(around: accounts).filter { $0.decision.kind == .same }
        return Set(accounts + same.flatMap(\.decision.accounts))
    }

    private func accounts(of subject: ReviewSubject, in found: Neighbourhood) throws -> [(id: AccountID, number: Int64)]
    {
        let ids = found.accounts(of: subject, secret: context.secret)
        return ids.map { ($0, found.members[$0]?.account.number ?? 0) }
    }
}

extension Decision {
    /// Whether the decision is that one of `left` and one of `right` are not one person.
    fileprivate func keepsApart(_ first: Set<AccountID>, _ second: Set<AccountID>) -> Bool {
        guard kind == .different else { return false }
        let (left, right) = (Set(left), Set(right))
        return !left.isDisjoint(with: first) && !right.isDisjoint(with: second)
            || !left.isDisjoint(with: second) && !right.isDisjoint(with: first)
    }
}

extension Neighbourhood {
    /// What could have a review item: the values that several members carry, and their links.
    fileprivate func subjects(secret: SipHash.Key) -> Set<ReviewSubject> {
        var carriers: [Identifier: Int] = [:]
        for member in members.values {
            for carried in member.evidence.identifiers { carriers[carried.identifier, default: 0] += 1 }
        }
        let shared = carriers.filter { $0.value > 1 }.keys.map { ReviewSubject($0, secret: secret) }
        return Set(shared).union(links.flatMap(ReviewSubject.subjects(of:)))
    }

    /// The accounts that an item is about, sorted.
    fileprivate func accounts(of subject: ReviewSubject, secret: SipHash.Key) -> [AccountID] {
        switch subject {
        case .link(let a, let b), .possible(let a, let b): [a, b]
        case .value:
            members.filter { _, member in
                member.evidence.identifiers.contains { ReviewSubject($0.identifier, secret: secret) == subject }
            }.keys.sorted()
        }
    }
}
