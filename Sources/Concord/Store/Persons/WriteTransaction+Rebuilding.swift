extension WriteTransaction {
    /// Begins a rebuild, or goes on with the one under way when the policy stays.
    ///
    /// Every write from here on follows the new policy; what the rebuild has not reached yet is resolved as it stands.
    mutating func beginRebuild(_ policy: ResolutionPolicy?) throws {
        let isUnderWay = try RebuildTable.state(on: connection) != nil
        if isUnderWay, policy == nil || policy == catalogue.policy { return }
        _ = readClock()
        if let policy, policy != catalogue.policy { try log(EventDraft(kind: .policyChanged)) }
        try replacePolicy(with: policy ?? catalogue.policy)
        try RebuildTable.set(RebuildState(phase: .identifiers, cursor: 0), on: connection)
    }

    /// Does the next accounts of a rebuild.
    ///
    /// - Parameter resolved: the accounts behind the cursor whose persons are resolved already, with a neighbour.
    /// - Parameter readers: what looks at the persons of several accounts at a time.
    /// - Returns: how far the rebuild has come; `nil` when it is done.
    mutating func rebuildSlice(
        _ resolved: inout Set<Int64>,
        size: Int,
        _ readers: ReadConnections
    ) throws -> RebuildState? {
        guard let state = try RebuildTable.state(on: connection) else { return nil }
        _ = readClock()
        let next: RebuildState? =
            switch state.phase {
            case .identifiers: try identify(after: state.cursor, size)
            case .persons: try resolveAll(after: state.cursor, size, &resolved, readers)
            case .cleaning: try clean(size)
            }
        try RebuildTable.set(next, on: connection)
        return next
    }

    private func identify(after cursor: Int64, _ size: Int) throws -> RebuildState {
        let rows = try lookup.rows(after: cursor, limit: size)
        guard let last = rows.last else { return RebuildState(phase: .persons, cursor: 0) }
        try addIdentifiers(of: rows)
        return RebuildState(phase: .identifiers, cursor: last.number)
    }

    /// Readers find out what the persons should be, and what they are already, as most are.
    private mutating func resolveAll(
        after cursor: Int64,
        _ size: Int,
        _ resolved: inout Set<Int64>,
        _ readers: ReadConnections
    ) throws -> RebuildState {
        let rows = try lookup.rows(after: cursor, limit: size)
        guard let last = rows.last else { return RebuildState(phase: .cleaning, cursor: 0) }
        let open = rows.filter { resolved.remove($0.number) == nil }
        // What other steps of the same transaction have done, readers do not see.
        let isSeen = !hasWritten
        let survey = try readers.survey(open, catalogue, secret: context.secret)
        var done: Set<Int64> = []
        for settlement in survey.unsettled {
            let numbers = settlement.found.members.values.map(\.account.number)
            guard done.isDisjoint(with: numbers) else { continue }
            if isSeen {
                try write(settlement, cause: "policy")
            } else {
                _ = try resolve(component: numbers[0], cause: "policy")
            }
            done.formUnion(numbers)
        }
        resolved.formUnion(survey.others.filter { $0 > last.number })
        return RebuildState(phase: .persons, cursor: last.number)
    }

    private func clean(_ size: Int) throws -> RebuildState? {
        let table = IdentifierTable(policy: catalogue.policyVersion, connection: connection)
        let isDone = try table.deleteOlder(limit: size) == 0 && closeUncarriedReviews(limit: size) == 0
        return isDone ? nil : RebuildState(phase: .cleaning, cursor: 0)
    }

    /// Resolves pending accounts from the number `number` on, until about `size` accounts are resolved.
    ///
    /// - Parameter cause: why persons may part, for the log.
    /// - Returns: how many components it has resolved, and the number to go on from; `nil` when nothing was pending.
    mutating func resolvePending(
        from number: Int64,
        size: Int,
        cause: String?
    ) throws -> (components: Int, next: Int64)? {
        _ = readClock()
        var (components, accounts, next) = (0, 0, number)
        while accounts < size, let first = try PendingTable.first(from: next, on: connection) {
            accounts += try resolve(component: first, cause: cause).count
            try PendingTable.delete(first, on: connection)
            (components, next) = (components + 1, first + 1)
        }
        return components == 0 ? nil : (components, next)
    }
}
