extension WriteTransaction {
    /// Writes a run's links in place of those between the accounts that it read, and leaves all accounts whose links have
    /// changed as pending.
    ///
    /// All links of a run stand from one moment on. The persons follow, slice by slice; until then their accounts are
    /// pending, so whoever resolves what is pending goes on after an interruption.
    ///
    /// - Parameter last: the largest number of an account that the run read.
    /// - Returns: the run; one without a number when its links stand already.
    mutating func link(_ plan: LinkPlan, accounts: Int, upTo last: Int64) throws -> LinkageRun {
        try refuseWhileRebuilding()
        let time = readClock()
        let summary = LinkageRunSummary(plan)
        // Whoever was erased since the run read has nothing left to link.
        let links = try plan.links.filter { try lookup.number(of: $0.a) != nil && lookup.number(of: $0.b) != nil }
        let before = try Set(LinkTable.links(upTo: last, on: connection))
        let changed = before.symmetricDifference(links)
        if changed.isEmpty {
            return LinkageRun(id: nil, at: time, accounts: accounts, summary: summary, standing: 0, undoneAt: nil)
        }
        let run = try RunTable.insert(accounts: accounts, summary, at: time, on: connection)
        for link in links { try LinkTable.put(link, run: run, on: connection) }
        try delete(LinkTable.links(upTo: last, exceptOf: run, on: connection))
        try leavePending(changed)
        let words = "\(summary.accepted) accepted, \(summary.possible) possible"
        try log(EventDraft(kind: .runLinked, reason: "run \(run): \(words)"))
        return LinkageRun(
            id: run, at: time, accounts: accounts, summary: summary, standing: links.count, undoneAt: nil)
    }

    /// Deletes a run's links, and leaves their accounts as pending.
    ///
    /// - Throws: ``ConcordError`` `notFound` for a run that never was or is undone already.
    mutating func undo(run id: Int64) throws -> LinkageRun {
        try refuseWhileRebuilding()
        let time = readClock()
        guard let run = try RunTable.find(id, on: connection) else { throw ConcordError.noRun(id) }
        if let then = run.undoneAt { throw ConcordError.undone(id, then) }
        let links = try LinkTable.links(ofRun: id, on: connection)
        try delete(links)
        try RunTable.markUndone(id, at: time, on: connection)
        try leavePending(links)
        try log(EventDraft(kind: .runUndone, reason: "run \(id): \(links.count) links"))
        return LinkageRun(
            id: id, at: run.at, accounts: run.accounts, summary: run.summary, standing: 0, undoneAt: time)
    }

    /// Deletes links with the questions that they are.
    private func delete(_ links: [Link]) throws {
        for link in links {
            try LinkTable.delete(link, on: connection)
            try closeUntied(Set(ReviewSubject.subjects(of: link)))
        }
    }

    private func leavePending(_ links: some Sequence<Link>) throws {
        for account in Set(links.flatMap { [$0.a, $0.b] }) {
            guard let number = try lookup.number(of: account) else { continue }
            try PendingTable.insert(number, on: connection)
        }
    }

    /// A rebuild has not found all identifiers yet, and what they tie would come apart.
    private func refuseWhileRebuilding() throws {
        guard try RebuildTable.state(on: connection) != nil else { return }
        throw ConcordError(
            .busy,
            "A rebuild is under way, or was interrupted",
            remedy: "Wait for it to end, or rebuild"
        )
    }
}

extension ConcordError {
    fileprivate static func noRun(_ id: Int64) -> ConcordError {
        ConcordError(.notFound, "There is no run \(id)", remedy: "Look at the list of runs")
    }

    fileprivate static func undone(_ id: Int64, _ time: Timestamp) -> ConcordError {
        ConcordError(
            .notFound,
            "Run \(id) was undone at \(time.iso8601)",
            remedy: "Look at the list of runs for those that stand; a new run links again"
        )
    }
}
