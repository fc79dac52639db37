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
                hash.append(name, value)
            }
        } else {
            if tags.isEmpty { return nil }
            for pair in tags.pairs { hash.append(pair.name, pair.value) }
        }
        (low, high) = hash.finalize()
    }
}

extension SipHash {
    /// Adds a pair so that no two lists of pairs give the same bytes.
    fileprivate mutating func append(_ name: String, _ value: String) {
        append(lengthAndBytesOf: name)
        append(lengthAndBytesOf: value)
    }

    /// Adds a text behind its length, so that no two lists of texts give the same bytes.
    mutating func append(lengthAndBytesOf text: String) {
        Bytewise.withBytes(of: text) { bytes in
            append(UInt32(truncatingIfNeeded: bytes.count))
            append(bytes)
        }
    }
}
