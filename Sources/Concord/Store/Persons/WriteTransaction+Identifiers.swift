extension WriteTransaction {
    /// Brings the rows of an account's identifiers from one state of its evidence to another.
    ///
    /// - Precondition: the account's own row has the new state already, or is gone.
    func maintainIdentifiers(
        of number: Int64,
        from old: AccountEvidence?,
        to new: AccountEvidence?
    ) throws -> IdentifierChange {
        let before = Set(old?.identifiers ?? []), after = Set(new?.identifiers ?? [])
        for entry in before.subtracting(after) {
            try identifiers.delete(fingerprint(entry), entry.trust, account: number)
        }
        for entry in after.subtracting(before) {
            try identifiers.insert(fingerprint(entry), entry.trust, account: number)
        }
        // An account of another class changes how the carriers of all its values count.
        let isOtherClass = old?.marks(unlike: new) ?? true
        let touched = isOtherClass ? before.union(after) : before.symmetricDifference(after)
        var result = IdentifierChange()
        for entry in touched.sorted(by: { $0.identifier < $1.identifier }) {
            let fingerprint = fingerprint(entry)
            let turnover = CarrierTurnover(
                account: number,
                trust: entry.trust,
                leaving: before.contains(entry) ? old : nil,
                coming: after.contains(entry) ? new : nil
            )
            let change = try updateSharing(of: entry.identifier, fingerprint, turnover.moves()) {
                turnover.moves(beside: try newestCarriers(of: fingerprint, vouchedForAs: entry.trust))
            }
            if change.hasOtherCarriers { result.meetsOthers = true }
            guard !after.contains(entry) || change.before != change.after, change.isEvidence else { continue }
            let verifiedOnly = change.before == .sharedByDeclared && change.after == .sharedByDeclared
            // More than a write may resolve wait together, and one of them is enough to find them all by, unless the value
            // no longer ties them.
            let limit = change.before == change.after ? rules.maximumComponent + 1 : .max
            let carriers = try identifiers.carriers(of: fingerprint, verifiedOnly: verifiedOnly, limit: limit)
            result.reached += carriers.filter { $0 != number }
        }
        return result
    }

    /// Adds the identifiers of accounts that have none yet by this version of the policy.
    ///
    /// In the order of the table: at random each of them would have a page of its own written.
    func addIdentifiers(of rows: [AccountRow]) throws {
        var carried = try CarriedRow.all(of: rows, rules, secret: context.secret)[...]
        while let first = carried.first {
            let group = carried.prefix { $0.fingerprint == first.fingerprint }
            let moves = group.map(\.move)
            for row in group { try identifiers.insert(row.fingerprint, row.trust, account: row.account) }
            _ = try updateSharing(of: first.identifier, first.fingerprint, moves) { moves }
            carried = carried.dropFirst(group.count)
        }
    }

    var identifiers: IdentifierTable {
        IdentifierTable(policy: catalogue.policyVersion, connection: connection)
    }

    private var rules: ResolvingRules { catalogue.rules }

    private func fingerprint(_ entry: CarriedIdentifier) -> IdentifierFingerprint {
        IdentifierFingerprint(of: entry.identifier, key: context.secret)
    }

    /// Whether an identifier was evidence and is evidence, now that some of its carriers have changed.
    ///
    /// - Parameter closer: the same moves after a look at other carriers, which costs less than to count them all.
    private func updateSharing(
        of identifier: Identifier,
        _ fingerprint: IdentifierFingerprint,
        _ moves: [CarrierMove],
        lookingCloser closer: () throws -> [CarrierMove]
    ) throws -> SharingChange {
        let remembered = try identifiers.sharing(of: fingerprint)
        if let remembered, let left = try remembered.after(moves) ?? remembered.after(closer()),
            try left.sharing != .sharedByDeclared || isWithinLimit(identifier, fingerprint, moves)
        {
            if left != remembered { try identifiers.setSharing(left, of: fingerprint) }
            return SharingChange(before: remembered.sharing, after: remembered.sharing, hasOtherCarriers: true)
        }
        let few = try identifiers.carriers(of: fingerprint, limit: rules.sharedAbove + 1)
        let counted =
            few.count > rules.sharedAbove
            ? RememberedSharing(try count(carriersOf: identifier, fingerprint), above: rules.sharedAbove) : nil
        if counted != remembered { try identifiers.setSharing(counted, of: fingerprint) }
        return SharingChange(
            before: remembered?.sharing ?? .usable,
            after: counted?.sharing ?? .usable,
            hasOtherCarriers: few.count > 1
        )
    }

    /// Whether an identifier has no more verified carriers than it may have, now that some have changed.
    private func isWithinLimit(
        _ identifier: Identifier,
        _ fingerprint: IdentifierFingerprint,
        _ moves: [CarrierMove]
    ) throws -> Bool {
        if moves.allSatisfy({ $0.trust == .declared }) { return true }
        return try count(carriersOf: identifier, fingerprint, verifiedOnly: true).verified <= rules.sharedAbove
    }

    private func count(
        carriersOf identifier: Identifier,
        _ fingerprint: IdentifierFingerprint,
        verifiedOnly: Bool = false
    ) throws -> CarrierCount {
        let numbers = try identifiers.carriers(of: fingerprint, verifiedOnly: verifiedOnly, limit: .max)
        return CarrierCount(of: identifier, try evidence(of: numbers))
    }

    /// Some carriers that count wherever one of this trust counts.
    private func newestCarriers(
        of fingerprint: IdentifierFingerprint,
        vouchedForAs trust: Trust
    ) throws -> [AccountEvidence] {
        let numbers = try identifiers.newestCarriers(
            of: fingerprint, verifiedOnly: trust == .verified, limit: CarrierTurnover.sample)
        return try evidence(of: numbers)
    }

    private func evidence(of numbers: [Int64]) throws -> [AccountEvidence] {
        try numbers.compactMap { number in try lookup.account(number: number).map(rules.evidence) }
    }
}

/// What a change of an account's identifiers may do to others.
struct IdentifierChange {
    /// Other accounts whose persons it may change: the carriers of what the account no longer has, and of every value
    /// that has become evidence or has ceased to be.
    fileprivate(set) var reached: [Int64] = []
    /// Whether another account carries any value that the account has or had.
    fileprivate(set) var meetsOthers = false
}

/// Whether an identifier was evidence, and is.
private struct SharingChange {
    let before: Sharing
    let after: Sharing
    let hasOtherCarriers: Bool

    /// Whether it was evidence for anybody or is now.
    var isEvidence: Bool { before != .shared || after != .shared }
}

extension AccountEvidence {
    /// Whether another state of the account may count differently among the carriers of its values.
    fileprivate func marks(unlike other: AccountEvidence?) -> Bool {
        guard let other, Bytewise.equal(fullName, other.fullName) else { return true }
        return customerIDs != other.customerIDs
    }

    /// The most marks that the account can have in common with other carriers.
    var mostMarks: Int { max(1, customerIDs.count + (fullName == nil ? 0 : 1)) }

    private var customerIDs: [Identifier] { identifiers.map(\.identifier).filter { $0.kind == .customerID } }
}
