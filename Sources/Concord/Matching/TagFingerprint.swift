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
        let hash: SipHash? = tags.bytes.withUnsafeBytes { tags in
            discriminator.row.bytes.withUnsafeBytes { names in
                var hash = SipHash(key: key)
                var walk = EntryWalk(names: names, tags: tags)
                repeat {
                    guard let run = walk.next() else { return nil }
                    hash.append(run)
                } while !walk.isAtEnd
                return hash
            }
        }
        guard let hash else { return nil }
        (low, high) = hash.finalize()
    }
}

/// A walk past a row of tags that finds the entries which have some names; without names, all.
///
/// Names and tags are both sorted, so one walk finds them.
private struct EntryWalk {
    let names: UnsafeRawBufferPointer
    let tags: UnsafeRawBufferPointer
    private var name = 0
    private var entry = 0

    init(names: UnsafeRawBufferPointer, tags: UnsafeRawBufferPointer) {
        self.names = names
        self.tags = tags
    }

    var isAtEnd: Bool { name == names.count }

    /// The next entries that lie side by side, as all do in the usual case; `nil` where a name has none.
    mutating func next() -> UnsafeRawBufferPointer? {
        if names.isEmpty { return tags }
        var start = entry
        while entry < tags.count {
            let endOfName = TextRow.end(ofTextAt: entry, in: tags)
            let next = TextRow.end(ofTextAt: endOfName, in: tags)
            if TextRow.equal(entry, in: tags, name, in: names) {
                name &+= endOfName &- entry
                entry = next
                if isAtEnd { break }
            } else if entry == start {
                start = next
                entry = next
            } else {
                break
            }
        }
        return start < entry ? UnsafeRawBufferPointer(rebasing: tags[start..<entry]) : nil
    }
}

extension SipHash {
    /// Adds a text behind its length, so that no two lists of texts give the same bytes.
    mutating func append(lengthAndBytesOf text: String) {
        Bytewise.withBytes(of: text) { bytes in
            append(UInt32(truncatingIfNeeded: bytes.count))
            append(UnsafeRawBufferPointer(bytes))
        }
    }
}
