import Synchronization

/// Finds accounts by their tags in memory: for batch runs, stream processors and read-mostly services.
///
/// ```swift
/// let matcher = try TagMatcher(records: people)
/// let found = try matcher.match(["email": "ann@example.com", "plan": "free"], discriminateByTags: ["email"])
/// print(found?.account, found?.isAmbiguous)
/// ```
///
/// Any number of tasks may match while one changes it: a match waits for nobody, except the first one by a list of tags
/// that the matcher has not seen, which reads all records.
///
/// It takes 24 bytes a fingerprint at most, and as many fingerprints an account as there are lists of tags. It knows 70 bits
/// of each: of a thousand million matches among ten million accounts, one in a hundred thousand runs is wrong once.
///
/// ## Topics
///
/// - Building: ``init(records:matching:)``, ``IdentityEngine/tagMatcher(of:)``
/// - Matching: ``match(_:discriminateByTags:)``, ``list(_:)``
/// - Changing: ``update(_:from:to:)``, ``refresh()``, ``position``
public final class TagMatcher: Sendable {
    /// What a match finds.
    public struct Match: Sendable, Hashable {
        /// The smallest number of the accounts that match.
        public let account: Int64
        /// Whether more than one account matches.
        public let isAmbiguous: Bool
    }

    let key: SipHash.Key
    private let matching: SpaceOptions.Matching
    private let source: any FingerprintSource
    /// All tags, when the space matches by the exact set: the only list that is there from the start.
    private let allTags: List?
    private let lists: Mutex<[List]>
    private let current: Atomic<Int64>

    /// Builds a matcher of records.
    ///
    /// The matcher keeps the records only to read them again: when a list of tags is new, and when an account leaves tags that
    /// several accounts have.
    ///
    /// - Parameter matching: what a match by all tags means.
    /// - Throws: ``ConcordError`` `tooLarge` for a number over 2³⁰ − 1, and what the records throw.
    public convenience init(
        records: some TagRecords,
        matching: SpaceOptions.Matching = .exactSet
    ) throws {
        let key = SipHash.Key(low: .random(in: .min ... .max), high: .random(in: .min ... .max))
        try self.init(
            source: RecordFingerprints(records: records, key: key),
            key: key,
            matching: matching
        )
    }

    init(source: any FingerprintSource, key: SipHash.Key, matching: SpaceOptions.Matching) throws {
        self.source = source
        self.key = key
        self.matching = matching
        current = Atomic(try source.position)
        allTags = matching == .exactSet ? try List(.allTags, of: source, key: key) : nil
        lists = Mutex(allTags.map { [$0] } ?? [])
    }

    /// The oldest account that tags match, or `nil`.
    ///
    /// Cost: one access to memory and the hash of the tags; a list that is new reads all records.
    ///
    /// - Parameter names: the tags that count; `nil` for all of them in the space's way, empty for none, which matches
    ///   nobody.
    /// - Throws: what reading the records throws.
    public func match(_ tags: Tags, discriminateByTags names: [String]? = nil) throws -> Match? {
        if names == nil, let allTags { return allTags.match(tags) }
        guard let discriminator = Discriminator(matching: tags, listed: names, matching) else { return nil }
        return try list(discriminator).match(tags)
    }

    /// A list of discriminating tags, for many matches by the same one.
    ///
    /// - Precondition: `names` is not empty.
    public func list(_ names: [String]) throws -> List {
        guard let discriminator = Discriminator(listing: names) else {
            preconditionFailure("A discriminator lists at least one tag name")
        }
        return try list(discriminator)
    }

    func list(_ discriminator: Discriminator) throws -> List {
        try lists.withLock { lists in
            if let list = lists.first(where: { $0.discriminator == discriminator }) { return list }
            let list = try List(discriminator, of: source, key: key)
            lists.append(list)
            return list
        }
    }

    /// Takes in that an account's tags have changed; empty tags stand for an account that is not there.
    ///
    /// Cost: a microsecond a list. An account that leaves tags which others have too costs a reading of the records.
    ///
    /// - Precondition: the records have the change already.
    /// - Throws: as ``init(records:matching:)``.
    public func update(_ account: Int64, from old: Tags, to new: Tags) throws {
        try lists.withLock { lists in
            for list in lists { try list.update(account, from: old, to: new, source) }
        }
    }

    /// The event up to which the matcher of a store answers; 0 for records.
    public var position: Int64 { current.load(ordering: .acquiring) }

    /// Catches up: with the events of a store; records are read again.
    ///
    /// Cost: some microseconds a changed account. An erasure leaves nothing of its account, so after one everything is read
    /// again in place; while that runs, answers are from before or after it, and an ambiguity may not show.
    ///
    /// - Throws: as ``init(records:matching:)``; the position then stays.
    public func refresh() throws {
        try lists.withLock { try refresh($0) }
    }

    private func refresh(_ lists: [List]) throws {
        let changes = try source.changes(after: position)
        for list in lists {
            guard changes.isComplete else {
                try list.renew(from: source)
                continue
            }
            for (account, tags) in changes.tags {
                try list.update(account, from: tags.old, to: tags.new, source)
            }
        }
        current.store(changes.position, ordering: .releasing)
    }

    /// How many bytes the matcher takes.
    public var bytes: Int {
        lists.withLock { lists in lists.reduce(0) { $0 + $1.bytes } }
    }
}
