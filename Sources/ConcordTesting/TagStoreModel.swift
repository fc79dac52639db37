public import Concord

/// The slow, obvious model of a space whose accounts are matched by tags: a list that is searched from its beginning.
public struct TagStoreModel: Sendable {
    /// One account: its place in the list is its order of creation.
    public struct Entry: Sendable, Hashable {
        public var tags: [String: String]
    }

    public private(set) var entries: [Entry?] = []
    private let matching: SpaceOptions.Matching

    public init(matching: SpaceOptions.Matching) {
        self.matching = matching
    }

    /// A model of accounts with these tags, oldest first.
    public init(matching: SpaceOptions.Matching, entries: [[String: String]]) {
        self.matching = matching
        self.entries = entries.map(Entry.init)
    }

    /// The places of all accounts that match, oldest first.
    public func matches(_ tags: [String: String], discriminateBy names: [String]?) -> [Int] {
        entries.indices.filter { index in
            guard let stored = entries[index]?.tags else { return false }
            if let names {
                return !names.isEmpty && names.allSatisfy { tags[$0] != nil && tags[$0] == stored[$0] }
            }
            if tags.isEmpty { return false }
            switch matching {
            case .exactSet: return stored == tags
            case .containment: return tags.allSatisfy { stored[$0.key] == $0.value }
            }
        }
    }

    /// Finds or creates, merges the tags and removes those of `removing`; gives the account's place and whether it is
    /// new.
    public mutating func upsert(
        _ tags: [String: String],
        removing: [String] = [],
        discriminateBy names: [String]?
    ) -> (place: Int, created: Bool, isAmbiguous: Bool) {
        let found = matches(tags, discriminateBy: names)
        let place = found.first ?? entries.count
        if found.isEmpty { entries.append(Entry(tags: [:])) }
        entries[place]?.tags.merge(tags) { $1 }
        for name in removing { entries[place]?.tags[name] = nil }
        return (place, found.isEmpty, found.count > 1)
    }

    /// Erases the account at a place.
    public mutating func delete(_ place: Int) {
        entries[place] = nil
    }
}
