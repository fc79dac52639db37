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
        let wanted = try Set(items).union(lookup.questions(of: found))
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

    private func accounts(of subject: ReviewSubject, in found: Neighbourhood) throws -> [(id: AccountID, number: Int64)]
    {
        let ids = found.accounts(of: subject, secret: context.secret)
        return ids.map { ($0, found.members[$0]?.account.number ?? 0) }
    }
}

extension Neighbourhood {
    /// What could have a review item: the values that several members carry, and their links.
    func subjects(secret: SipHash.Key) -> Set<ReviewSubject> {
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
