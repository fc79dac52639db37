/// The keyed hash of an identifier: what its carriers are found by.
///
/// As a ``TagFingerprint`` it differs from database to database; it keeps plain e-mails and numbers out of every table
/// but the accounts' own.
struct IdentifierFingerprint: Sendable, Hashable {
    let low: UInt64
    let high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    init(of identifier: Identifier, key: SipHash.Key) {
        var hash = SipHash(key: key)
        hash.append(lengthAndBytesOf: identifier.kind.rawValue)
        hash.append(lengthAndBytesOf: identifier.value)
        (low, high) = hash.finalize()
    }
}
