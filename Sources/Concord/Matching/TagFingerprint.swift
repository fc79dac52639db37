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
        if tags.isEmpty { return nil }
        var hash = SipHash(key: key)
        let isThere = withUnsafeTemporaryAllocation(byteCount: TextRow.bytes, alignment: 8) { memory in
            var row = TextRow(memory)
            if let names = discriminator.names {
                for name in names {
                    guard let pair = tags.pairs.first(where: { Bytewise.equal($0.name, name) }) else { return false }
                    row.append(pair, into: &hash)
                }
            } else {
                for pair in tags.pairs { row.append(pair, into: &hash) }
            }
            row.flush(into: &hash)
            return true
        }
        guard isThere else { return nil }
        (low, high) = hash.finalize()
    }
}

/// Texts in a row on the stack, each behind its length, so that no two lists of texts give the same bytes: hashed one by
/// one, short texts cost half as much again.
private struct TextRow {
    static let bytes = 512
    private let memory: UnsafeMutableRawBufferPointer
    private var filled = 0

    init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    @inline(__always)
    mutating func append(_ pair: Tags.Pair, into hash: inout SipHash) {
        append(pair.name, into: &hash)
        append(pair.value, into: &hash)
    }

    @inline(__always)
    private mutating func append(_ text: String, into hash: inout SipHash) {
        let size = 4 + text.utf8.count
        if filled + size > TextRow.bytes { flush(into: &hash) }
        guard size <= TextRow.bytes else { return hash.append(lengthAndBytesOf: text) }
        Bytewise.withBytes(of: text) { bytes in
            let place = memory.baseAddress.unsafelyUnwrapped + filled
            place.storeBytes(of: UInt32(truncatingIfNeeded: bytes.count).littleEndian, as: UInt32.self)
            if let start = bytes.baseAddress { (place + 4).copyMemory(from: start, byteCount: bytes.count) }
        }
        filled += size
    }

    mutating func flush(into hash: inout SipHash) {
        hash.append(UnsafeRawBufferPointer(rebasing: memory[..<filled]).assumingMemoryBound(to: UInt8.self))
        filled = 0
    }
}

extension SipHash {
    /// Adds a text behind its length, so that no two lists of texts give the same bytes.
    mutating func append(lengthAndBytesOf text: String) {
        Bytewise.withBytes(of: text) { bytes in
            append(UInt32(truncatingIfNeeded: bytes.count))
            append(bytes)
        }
    }
}
