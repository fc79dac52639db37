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
    /// Borrowing, because an initializer's arguments are its own otherwise, and counting the references to what they hold
    /// costs as much as the hash.
    ///
    /// - Returns: `nil` when there is nothing to match by: no tags at all, or a listed tag without a value.
    init?(of tags: borrowing Tags, _ discriminator: borrowing Discriminator, key: SipHash.Key) {
        self.init(of: tags.row, discriminator, key: key)
    }

    /// As of tags, of what is compared and hashed of them.
    init?(of tags: borrowing TextRow, _ discriminator: borrowing Discriminator, key: SipHash.Key) {
        if tags.isEmpty { return nil }
        var hash = SipHash(key: key)
        let isThere = tags.bytes.withUnsafeBytes { tags in
            discriminator.row.bytes.withUnsafeBytes { names in
                if !names.isEmpty { return hash.append(entriesNamed: names, of: tags) }
                hash.append(tags)
                return true
            }
        }
        guard isThere else { return nil }
        (low, high) = hash.finalize()
    }
}

extension SipHash {
    /// Adds the entries of a row of tags that have some names, and says whether every name has one.
    ///
    /// Names and tags are both sorted, so one walk past the tags finds them all. Entries that lie side by side, which is
    /// the usual case, are added together.
    fileprivate mutating func append(
        entriesNamed names: UnsafeRawBufferPointer,
        of tags: UnsafeRawBufferPointer
    ) -> Bool {
        var (name, entry, wanted) = (0, 0, 0..<0)
        while name < names.count {
            guard entry < tags.count else { return false }
            let endOfName = TextRow.end(ofTextAt: name, in: names)
            let endOfTag = TextRow.end(ofTextAt: entry, in: tags)
            let next = TextRow.end(ofTextAt: endOfTag, in: tags)
            let isWanted = Bytewise.equal(tags[entry..<endOfTag], names[name..<endOfName])
            if isWanted {
                if wanted.upperBound != entry {
                    append(UnsafeRawBufferPointer(rebasing: tags[wanted]))
                    wanted = entry..<entry
                }
                wanted = wanted.lowerBound..<next
                name = endOfName
            }
            entry = next
        }
        append(UnsafeRawBufferPointer(rebasing: tags[wanted]))
        return true
    }

    /// Adds a text behind its length, so that no two lists of texts give the same bytes.
    mutating func append(lengthAndBytesOf text: String) {
        Bytewise.withBytes(of: text) { bytes in
            append(UInt32(truncatingIfNeeded: bytes.count))
            append(UnsafeRawBufferPointer(bytes))
        }
    }
}
