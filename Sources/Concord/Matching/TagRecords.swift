/// Accounts and their tags, to read as often as needed: what a ``TagMatcher`` is built from.
public protocol TagRecords: Sendable {
    /// Gives the number and the tags of every account as they are now, each account once.
    func forEach(_ body: (_ account: Int64, _ tags: Tags) throws -> Void) throws
}

/// Where a matcher gets fingerprints from. Read by the thread that writes to the matcher.
protocol FingerprintSource: Sendable {
    /// Gives every account that has a fingerprint.
    func forEach(
        _ discriminator: Discriminator,
        _ body: (_ account: Int64, _ fingerprint: TagFingerprint) throws -> Void
    ) throws

    /// The two accounts with the smallest numbers that have a fingerprint, the smaller first.
    func accounts(with fingerprint: TagFingerprint, _ discriminator: Discriminator) throws -> [Int64]

    /// A number that grows with every change.
    var position: Int64 { get throws }

    /// What has changed since a position.
    func changes(after position: Int64) throws -> TagChanges
}

/// What has become of accounts' tags between two positions.
struct TagChanges: Sendable {
    /// The later one.
    let position: Int64
    /// Whether ``tags`` is all; else everything has to be read again.
    var isComplete = true
    /// The tags of each account that has changed, before the first change and after the last.
    private(set) var tags: [Int64: (old: Tags, new: Tags)] = [:]

    init(position: Int64) { self.position = position }

    /// Takes in one change, the newest first.
    ///
    /// - Parameter replaced: the values that the change replaced, by section and name.
    mutating func undo(_ replaced: JSONValue?, isBirth: Bool, of account: Int64, now: Tags) {
        var known = tags[account] ?? (now, now)
        if isBirth {
            known.old = Tags()
        } else if let values = replaced?.object?[FieldSection.tags.rawValue]?.object {
            known.old = known.old.replacing(values)
        }
        tags[account] = known
    }
}

extension Tags {
    /// The tags with other values for some names; null removes one.
    fileprivate func replacing(_ values: JSONObject) -> Tags {
        var object = JSONObject()
        for pair in pairs { object[pair.name] = .string(pair.value) }
        for member in values.members { object[member.name] = member.value.string.map(JSONValue.string) }
        return Tags(object)
    }
}

/// The fingerprints of records, made anew with each reading.
struct RecordFingerprints: FingerprintSource {
    let records: any TagRecords
    let key: SipHash.Key
    var position: Int64 { 0 }

    func changes(after _: Int64) -> TagChanges {
        var changes = TagChanges(position: 0)
        changes.isComplete = false
        return changes
    }

    func forEach(
        _ discriminator: Discriminator,
        _ body: (_ account: Int64, _ fingerprint: TagFingerprint) throws -> Void
    ) throws {
        try records.forEach { account, tags in
            guard let fingerprint = TagFingerprint(of: tags, discriminator, key: key) else { return }
            try body(account, fingerprint)
        }
    }

    func accounts(with fingerprint: TagFingerprint, _ discriminator: Discriminator) throws -> [Int64] {
        var found: [Int64] = []
        try forEach(discriminator) { account, other in
            guard other == fingerprint else { return }
            found = Array((found + [account]).sorted().prefix(2))
        }
        return found
    }
}
