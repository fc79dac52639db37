/// Remembers the levels of pairs of values, because blocks bring the same two values together again and again.
///
/// Direct-mapped: a new pair evicts the one in its slot. One cache per field and thread.
struct PairCache {
    /// Ids of the two values in 30 bits each, then the level.
    private var slots: [UInt64]
    private let shift: UInt64

    /// A cache without room, to stand in for one that is in use.
    static let none = PairCache(bits: 0)

    init(bits: Int = 14) {
        slots = Array(repeating: .max, count: 1 << bits)
        shift = UInt64(64 - bits)
    }

    /// The level of the pair, from the cache or computed.
    @inline(__always) mutating func level(_ a: UInt32, _ b: UInt32, _ compute: () -> UInt8) -> UInt8 {
        let key = (UInt64(a) << 30 | UInt64(b)) << 4
        let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        let known = slots[slot]
        if known & ~15 == key { return UInt8(known & 15) }
        let level = compute()
        slots[slot] = key | UInt64(level)
        return level
    }
}
