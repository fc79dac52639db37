/// Where in a space the account of a match is to be looked for: decided from the catalogue alone.
enum AccountLocator {
    case key(String)
    case id(AccountID)
    /// One probe of `match_key`.
    case probe(discriminator: Int64, fingerprint: TagFingerprint)
    /// The accounts that all these entries share.
    case walk([(discriminator: Int64, fingerprint: TagFingerprint)])
    /// Nowhere: nothing identifies the account.
    case nothing
    /// The discriminator is being built.
    case building(discriminator: Int64)
    /// The discriminator has to be registered first.
    case unseen(Discriminator, DiscriminatorRecord.Origin)

    /// Decides for a match in a space.
    ///
    /// A function, because an initializer's arguments are its own, and counting the references to what a match holds costs as
    /// much as its fingerprint.
    ///
    /// - Parameter bound: how many lists a space takes from requests; past it, lists are walked name by name.
    /// - Throws: ``ConcordError`` `missingDiscriminator` or `discriminatorLimit`.
    static func place(
        of match: AccountWrite.Match,
        in space: SpaceRecord,
        key: SipHash.Key,
        bound: Int
    ) throws -> AccountLocator {
        switch match {
        case .key(let key): return .key(key)
        case .id(let id): return .id(id)
        case .none: return .nothing
        case .tags(let tags, let names):
            if let known = space.known(matching: tags, listed: names) {
                return try place(of: tags, by: known, in: space, key: key)
            }
            guard let discriminator = Discriminator(matching: tags, listed: names, space.options.matching) else {
                return .nothing
            }
            if let known = space.discriminators.firstIndex(where: { $0.discriminator == discriminator }) {
                return try place(of: tags, by: known, in: space, key: key)
            }
            guard TagFingerprint(of: tags, discriminator, key: key) != nil else {
                try refuseMissingTag(space.options)
                return .nothing
            }
            return try unseen(discriminator, tags, in: space, key: key, bound: bound)
        }
    }

    /// By one of the space's discriminators.
    private static func place(
        of tags: Tags,
        by known: Int,
        in space: SpaceRecord,
        key: SipHash.Key
    ) throws -> AccountLocator {
        guard let fingerprint = TagFingerprint(of: tags, space.discriminators[known].discriminator, key: key) else {
            try refuseMissingTag(space.options)
            return .nothing
        }
        let id = space.discriminators[known].id
        return space.discriminators[known].state == .ready
            ? .probe(discriminator: id, fingerprint: fingerprint) : .building(discriminator: id)
    }

    /// The way for a discriminator that the space has no rows of.
    private static func unseen(
        _ discriminator: Discriminator,
        _ tags: Tags,
        in space: SpaceRecord,
        key: SipHash.Key,
        bound: Int
    ) throws -> AccountLocator {
        guard let names = discriminator.names else { return .unseen(discriminator, .rule) }
        if space.discriminators.count(where: { $0.origin == .requested }) < bound {
            return .unseen(discriminator, .requested)
        }
        var entries: [(discriminator: Int64, fingerprint: TagFingerprint)] = []
        for name in names {
            guard let single = Discriminator(listing: [name]),
                let fingerprint = TagFingerprint(of: tags, single, key: key)
            else { return .nothing }
            guard let record = space[single] else {
                try refusePastLimit(space)
                return .unseen(single, .walk)
            }
            if record.state == .building { return .building(discriminator: record.id) }
            entries.append((record.id, fingerprint))
        }
        return .walk(entries)
    }

    /// How many single names a space keeps for walking: Botpress allows 50 tag definitions per bot (vendors.md 1.2), and
    /// without an end, requests that invent names would grow the store.
    static let maximumWalkedNames = 50

    private static func refusePastLimit(_ space: SpaceRecord) throws {
        guard space.discriminators.count(where: { $0.origin == .walk }) >= maximumWalkedNames else { return }
        throw ConcordError(
            .discriminatorLimit,
            "The space matches by too many different tag names",
            remedy: "Declare the lists that you need as discriminators of the space in the policy",
            field: "discriminateByTags"
        )
    }

    private static func refuseMissingTag(_ options: SpaceOptions) throws {
        guard options.refusesMissingDiscriminators ?? false else { return }
        throw ConcordError(
            .missingDiscriminator,
            "A tag that discriminateByTags lists has no value",
            remedy: "Send a value for every listed tag",
            field: "discriminateByTags"
        )
    }
}
