/// What the matcher in memory says of a fingerprint.
enum MatchHint {
    case account(TagMatcher.Match)
    case nobody
    /// The store has changed since the matcher caught up.
    case unknown
}

/// Matching in memory, when the configuration asks for it.
extension Store {
    func tagMatcher(of space: Space) throws -> TagMatcher {
        try TagMatcher(
            source: StoredFingerprints(pool: pool, queue: queue, secret: secret, space: space),
            key: secret,
            matching: queue.catalogue.policy.options(for: space).matching ?? .exactSet
        )
    }

    /// What a probe would find, from the matcher of a space; `nil` when it has to be probed.
    ///
    /// The store's state is read before the matcher is asked: when the matcher knows that one, the answer is true as of this
    /// call. A hit is held against the row, and the row is of the same state when that has not changed meanwhile.
    func findInMemory(
        _ locator: AccountLocator,
        in record: SpaceRecord,
        _ lookup: AccountLookup
    ) throws -> FoundAccounts? {
        guard case .probe(let id, let fingerprint) = locator,
            let discriminator = record.discriminator(id),
            let mark = try lookup.connection.commitMark()
        else { return nil }
        let resident = try residents.resident(of: record.id) {
            ResidentMatcher(
                try tagMatcher(of: record.space),
                .init(mark: mark, catalogueVersion: try CatalogueTable.version(on: lookup.connection))
            )
        }
        let state = ResidentMatcher.State(mark: mark, catalogueVersion: lookup.catalogue.version)
        switch try resident.match(fingerprint, discriminator, asOf: state) {
        case .nobody: return FoundAccounts(catalogueVersion: lookup.catalogue.version)
        case .account(let match):
            var found = try lookup.find(.number(match.account))
            guard try lookup.connection.commitMark() == mark,
                let tags = try found.oldest?.tagRow(),
                TagFingerprint(of: tags, discriminator, key: secret) == fingerprint
            else { return nil }
            found.isAmbiguous = match.isAmbiguous
            return found
        case .unknown:
            try resident.countRefusal { try lookup.state() }
            return nil
        }
    }
}

extension AccountLookup {
    /// The store's state of now. Both are of one state as long as the mark stays the same.
    fileprivate func state() throws -> ResidentMatcher.State? {
        guard let mark = try connection.commitMark() else { return nil }
        return ResidentMatcher.State(mark: mark, catalogueVersion: try CatalogueTable.version(on: connection))
    }
}
