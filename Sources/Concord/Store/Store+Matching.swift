extension Store {
    /// The outcome of a write that changes nothing, from one statement on a reader; `nil` for any other write.
    ///
    /// What the reader sees was committed before the call or during it, so "nothing changes" is a true answer. Anything
    /// else that it sees is dropped: the writer matches again, in the transaction that writes.
    func unchanged(by write: AccountWrite) throws -> AccountOutcome? {
        let found = try readOnce { lookup -> (FoundAccounts, SpaceOptions)? in
            guard let record = lookup.catalogue.spaces[write.space] else { return nil }
            switch try locator(write.match, record) {
            case .building, .unseen, .nothing, .walk: return nil
            case let locator:
                let found = try lookup.find(locator, in: write.space, record)
                return found.catalogueVersion == lookup.catalogue.version ? (found, record.options) : nil
            }
        }
        guard let (found, options) = found, let account = found.accounts.first else { return nil }
        let time = write.at ?? configuration.clock()
        guard AccountMerge.merged(account, write, at: time) == nil else { return nil }
        try found.refuseAmbiguity(options)
        return .unchanged(account, isAmbiguous: found.isAmbiguous)
    }

    /// The account that matches, without a write.
    func match(_ match: AccountWrite.Match, in space: Space) async throws -> AccountMatch? {
        if let (found, options) = try probe(match, in: space) { return try found.match(options) }
        return try await read { lookup in
            guard let record = lookup.catalogue.spaces[space] else { return nil }
            return try self.find(match, in: space, record, lookup).match(record.options)
        }
    }

    /// The usual case: one statement on a reader. `nil` when that is not enough, or the catalogue is old.
    private func probe(
        _ match: AccountWrite.Match,
        in space: Space
    ) throws -> (found: FoundAccounts, options: SpaceOptions)? {
        try readOnce { lookup in
            guard let record = lookup.catalogue.spaces[space],
                case .probe(let discriminator, let fingerprint) = try locator(match, record)
            else { return nil }
            let found = try lookup.find(
                .probe(discriminator: discriminator, fingerprint: fingerprint),
                in: space,
                record
            )
            return found.catalogueVersion == lookup.catalogue.version ? (found, record.options) : nil
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
            // Not ready for all tags is a space under another rule till now: compare whole sets.
            if names == nil, record.options.matching != .containment {
                return try lookup.scan(space, for: tags)
            }
            return try lookup.scan(space, for: tags, listed: names ?? tags.names)
        default:
            return try lookup.find(locator, in: space, record)
        }
    }

    private func locator(_ match: AccountWrite.Match, _ record: SpaceRecord) throws -> AccountLocator {
        try AccountLocator(
            match,
            in: record,
            key: secret,
            bound: configuration.maximumRequestedDiscriminators
        )
    }
}

extension FoundAccounts {
    fileprivate func match(_ options: SpaceOptions) throws -> AccountMatch? {
        try refuseAmbiguity(options)
        return accounts.first.map { AccountMatch(account: $0, isAmbiguous: isAmbiguous) }
    }
}
