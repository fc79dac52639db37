extension WriteTransaction {
    /// Opens and closes review items, so that those on the values and pairs of a neighbourhood are what they should be.
    ///
    /// - Parameter former: what the neighbourhood had before, and might have left an item.
    mutating func maintainReviews(
        _ resolution: Resolution,
        of found: Neighbourhood,
        former: Set<ReviewSubject>
    ) throws {
        let difference = try lookup.reviewDifference(
            resolution, of: found, former: former, secret: context.secret)
        for subject in try difference.unwanted.filter({ try isDecided(by: found, $0) }) {
            try close(subject, accounts(of: subject, in: found))
        }
        for subject in difference.missing {
            try ReviewTable.insert(subject, at: now, on: connection)
            try log(EventDraft(kind: .reviewOpened, accounts: accounts(of: subject, in: found), reason: subject.kind))
        }
    }

    /// Closes those items whose value or link no longer ties two accounts.
    func closeUntied(_ subjects: Set<ReviewSubject>) throws {
        for subject in subjects where try ReviewTable.contains(subject, on: connection) && !isTied(subject) {
            try close(subject, [])
        }
    }

    /// Closes items on values that the policy does not find in two accounts, and says how many.
    func closeUncarriedReviews(limit: Int) throws -> Int {
        let subjects = try ReviewTable.uncarried(policy: catalogue.policyVersion, limit: limit, on: connection)
        for subject in subjects { try close(subject, []) }
        return subjects.count
    }

    private func close(_ subject: ReviewSubject, _ accounts: [(id: AccountID, number: Int64)]) throws {
        try ReviewTable.delete(subject, on: connection)
        try log(EventDraft(kind: .reviewClosed, accounts: accounts, reason: subject.kind))
    }

    /// Whether an item is a neighbourhood's to close: a value that strangers share by their word alone may be the
    /// question of other accounts, who are verified.
    private func isDecided(by found: Neighbourhood, _ subject: ReviewSubject) throws -> Bool {
        guard case .value(let fingerprint) = subject else { return true }
        let sharing = try identifiers.sharing(of: fingerprint)?.sharing ?? .usable
        if sharing == .shared { return true }
        let carriers = try identifiers.carriers(
            of: fingerprint, verifiedOnly: sharing == .sharedByDeclared, limit: 1)
        return carriers.allSatisfy { number in found.members.values.contains { $0.account.number == number } }
    }

    /// Whether two accounts carry the value, or have the link.
    private func isTied(_ subject: ReviewSubject) throws -> Bool {
        switch subject {
        case .value(let fingerprint): try identifiers.carriers(of: fingerprint, limit: 2).count > 1
        case .link(let a, let b), .possible(let a, let b):
            try LinkTable.links(of: a, on: connection).contains { $0.a == a && $0.b == b }
        }
    }

    private func accounts(of subject: ReviewSubject, in found: Neighbourhood) throws -> [(id: AccountID, number: Int64)]
    {
        let ids = found.accounts(of: subject, secret: context.secret)
        return ids.map { ($0, found.members[$0]?.account.number ?? 0) }
    }
}

/// How the review items of a neighbourhood differ from those that it should have, in an order that does not depend on
/// how a set is walked.
struct ReviewDifference {
    let missing: [ReviewSubject]
    /// Some of them may be the questions of other accounts.
    let unwanted: [ReviewSubject]
}

extension AccountLookup {
    /// Compares the review items of a neighbourhood with those that its resolution makes necessary.
    ///
    /// - Parameter former: what the neighbourhood had before, and might have left an item.
    func reviewDifference(
        _ resolution: Resolution,
        of found: Neighbourhood,
        former: Set<ReviewSubject> = [],
        secret: SipHash.Key
    ) throws -> ReviewDifference {
        let items = resolution.reviews.map { ReviewSubject($0.subject, secret: secret) }
        let wanted = try Set(items).union(questions(of: found))
        if wanted.isEmpty, try ReviewTable.isEmpty(on: connection) {
            return ReviewDifference(missing: [], unwanted: [])
        }
        let candidates = former.union(found.subjects(secret: secret)).union(wanted)
        let present = try candidates.filter { try ReviewTable.contains($0, on: connection) }
        return ReviewDifference(
            missing: wanted.subtracting(present).sorted(by: ReviewSubject.precedes),
            unwanted: present.subtracting(wanted).sorted(by: ReviewSubject.precedes)
        )
    }
}

extension Neighbourhood {
    /// What could have a review item: the values that several members carry or others share with them, and their links.
    fileprivate func subjects(secret: SipHash.Key) -> Set<ReviewSubject> {
        var carriers: [Identifier: Int] = [:]
        for member in members.values {
            for carried in member.evidence.identifiers { carriers[carried.identifier, default: 0] += 1 }
        }
        let values = carriers.filter { $0.value > 1 || sharing[$0.key] != nil }.keys
        return Set(values.map { ReviewSubject($0, secret: secret) }).union(links.flatMap(ReviewSubject.subjects(of:)))
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
