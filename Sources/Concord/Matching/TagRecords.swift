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
}

/// The fingerprints of records, made anew with each reading.
struct RecordFingerprints: FingerprintSource {
    let records: any TagRecords
    let key: SipHash.Key

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
