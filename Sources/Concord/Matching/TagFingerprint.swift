/// The keyed hash of a discriminator's (name, value) pairs: what an account is found by.
///
/// 128 bits under a secret of the database: equal fingerprints mean equal pairs without a second look, and nobody
/// outside can make two accounts collide. Differs from database to database, so nothing is ever ordered by it.
struct TagFingerprint: Sendable, Hashable {
    let low: UInt64
    let high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Which encoding of pairs is hashed; stored with the database, for the day that it changes.
    static let encodingVersion: Int64 = 1

    /// The fingerprint of what `discriminator` looks at in `tags`.
    ///
    /// - Returns: `nil` when there is nothing to match by: no tags at all, or a listed tag without a value.
    init?(of tags: Tags, _ discriminator: Discriminator, key: SipHash.Key) {
        var hash = SipHash(key: key)
        if let names = discriminator.names {
            for name in names {
                guard let value = tags[name] else { return nil }
                TagFingerprint.encode(name, value, into: &hash)
            }
        } else {
            if tags.isEmpty { return nil }
            for pair in tags.pairs { TagFingerprint.encode(pair.name, pair.value, into: &hash) }
        }
        (low, high) = hash.finalize()
    }

    /// Length before bytes, for name and value: no two lists of pairs give the same bytes.
    private static func encode(_ name: String, _ value: String, into hash: inout SipHash) {
        for text in [name, value] {
            Bytewise.withBytes(of: text) { bytes in
                hash.append(UInt32(truncatingIfNeeded: bytes.count))
                hash.append(bytes)
            }
        }
    }
}
