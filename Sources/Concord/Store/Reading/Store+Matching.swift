extension Store {
    /// The outcome of a write that changes nothing, from one statement on a reader; `nil` for any other write.
    ///
    /// What the reader sees was committed before the call or during it, so "nothing changes" is a true answer. Anything
    /// else that it sees, refusals included, is dropped: the writer matches again, in the transaction that writes.
    func unchanged(by write: AccountWrite) throws -> AccountOutcome? {
        guard let found = try probe(write.match, in: write.space),
            let account = try found.oldest?.decoded()
        else {
            return nil
        }
        let time = write.at ?? configuration.clock()
        guard AccountMerge.merged(account, write, at: time) == nil else { return nil }
        return .unchanged(account, isAmbiguous: found.isAmbiguous)
    }

    /// The account that matches, without a write.
    func match(_ match: AccountWrite.Match, in space: Space) async throws -> AccountMatch? {
        if let found = try probe(match, in: space) { return found.match }
        return try await read { lookup in
            guard let record = lookup.catalogue.spaces[space] else { return nil }
            let found = try self.find(match, in: space, record, lookup)
            try found.refuseAmbiguity(record.options)
            return found.match
        }
    }

    /// The usual case: one statement on a reader. `nil` when that is not enough, the catalogue is old, or what was found
    /// is to be refused.
    private func probe(_ match: AccountWrite.Match, in space: Space) throws -> FoundAccounts? {
        try readOnce { lookup in
            guard let record = lookup.record(of: space), let locator = try? locator(match, record),
                locator.isOneStatement
            else { return nil }
            let known = configuration.residentMatching ? try findInMemory(locator, in: record, lookup) : nil
            let found = try known ?? lookup.find(locator, in: record)
            let isRefused = found.isAmbiguous && record.options.refusesAmbiguity ?? false
            return found.catalogueVersion == lookup.catalogue.version && !isRefused ? found : nil
        }
    }

    /// Any case, on a snapshot: what is not ready is answered by reading the space's accounts.
    private func find(
        _ match: AccountWrite.Match,
        in space: Space,
        _ record: SpaceRecord,
        _ lookup: AccountLookup
    ) throws -> FoundAccounts {
        let locator = try locator(match, record)
        switch (locator, match) {
        case (.building, .tags(let tags, let names)), (.unseen, .tags(let tags, let names)):
            if names == nil, record.options.matching != .containment {
                return try lookup.scan(space) { $0 == tags }
            }
            let names = names ?? tags.names
            return try lookup.scan(space) { $0.agrees(with: tags, on: names) }
        default:
            return try lookup.find(locator, in: record)
        }
    }

    private func locator(_ match: AccountWrite.Match, _ record: SpaceRecord) throws -> AccountLocator {
        try AccountLocator.place(
            of: match, in: record, key: secret, bound: configuration.maximumRequestedDiscriminators)
    }
}

extension AccountLocator {
    /// Whether following it takes a single statement, which is a snapshot by itself.
    fileprivate var isOneStatement: Bool {
        switch self {
        case .key, .id, .probe: true
        case .walk, .nothing, .building, .unseen: false
        }
    }
}

extension Tags {
    /// Whether both have the same value for each of the names.
    fileprivate func agrees(with other: Tags, on names: [String]) -> Bool {
        names.allSatisfy { name in
            guard let value = self[name], let wanted = other[name] else { return false }
            return Bytewise.equal(value, wanted)
        }
    }
}

extension FoundAccounts {
    fileprivate var match: AccountMatch? {
        oldest.map { AccountMatch(row: $0, isAmbiguous: isAmbiguous) }
    }
}
