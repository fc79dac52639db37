/// SipHash-2-4 with 128-bit output (Aumasson and Bernstein, "SipHash: a fast short-input PRF", and the authors'
/// reference implementation), over bytes that arrive in pieces. Allocates nothing.
///
/// Inlined, because each round waits for the one before it: with the state in registers it takes some four cycles, and
/// a state that a call takes from memory and puts back is waited for as long again.
struct SipHash {
    /// The 128 secret bits that make the function this database's own.
    struct Key: Sendable, Hashable {
        let low: UInt64
        let high: UInt64
    }

    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    /// Up to seven bytes that do not fill a word yet, the first in the lowest bits.
    private var tail: UInt64 = 0
    private var length: UInt64 = 0

    @inline(__always)
    init(key: Key) {
        v0 = key.low ^ 0x736f_6d65_7073_6575
        v1 = key.high ^ 0x646f_7261_6e64_6f6d ^ 0xee
        v2 = key.low ^ 0x6c79_6765_6e65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    /// Adds bytes.
    @inline(__always)
    mutating func append(_ raw: UnsafeRawBufferPointer) {
        let left = raw.count & 7
        let places = stride(from: 0, to: raw.count &- left, by: 8)
        let last = SipHash.word(lastOf: raw, left)
        if tailBits == 0 {
            // Apart because nothing is shifted, and the usual case: everything comes in one piece.
            for place in places { compress(SipHash.word(at: place, in: raw)) }
            tail = last
            length &+= UInt64(raw.count)
        } else {
            for place in places { shift(in: SipHash.word(at: place, in: raw), bytes: 8) }
            shift(in: last, bytes: UInt64(left))
        }
    }

    @inline(__always)
    private static func word(at place: Int, in raw: UnsafeRawBufferPointer) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// The last bytes, up to seven, as a number, the first in the lowest bits.
    @inline(__always)
    private static func word(lastOf raw: UnsafeRawBufferPointer, _ count: Int) -> UInt64 {
        if raw.count < 8 { return word(of: raw) }
        // In two steps, because a shift by 64 would be none at all.
        return (word(at: raw.count &- 8, in: raw) >> 1) &>> UInt64(63 &- 8 &* count)
    }

    /// Fewer than eight bytes as a number. A call, because tags are never so few bytes.
    @inline(never)
    private static func word(of raw: UnsafeRawBufferPointer) -> UInt64 {
        raw.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Adds a number as four bytes, the lowest first.
    @inline(__always)
    mutating func append(_ number: UInt32) { shift(in: UInt64(number), bytes: 4) }

    /// The 128 bits, the first eight bytes of the reference's output in `low`.
    @inline(__always)
    consuming func finalize() -> (low: UInt64, high: UInt64) {
        compress(tail | length << 56)
        v2 ^= 0xee
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xdd
        for _ in 0..<4 { round() }
        return (low, v0 ^ v1 ^ v2 ^ v3)
    }

    @inline(__always)
    private var tailBits: UInt64 { length % 8 * 8 }

    /// Appends the lowest `bytes` bytes of a word, whose others are zero, to the stream.
    @inline(__always)
    private mutating func shift(in word: UInt64, bytes: UInt64) {
        let filled = tailBits
        length &+= bytes
        tail |= word &<< filled
        if filled &+ bytes &* 8 < 64 { return }
        compress(tail)
        // In two steps, because an empty tail needs a shift by 64, which would be none at all.
        tail = (word >> 1) &>> (63 &- filled)
    }

    @inline(__always)
    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = (v1 << 13 | v1 >> 51) ^ v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = (v3 << 16 | v3 >> 48) ^ v2
        v0 &+= v3
        v3 = (v3 << 21 | v3 >> 43) ^ v0
        v2 &+= v1
        v1 = (v1 << 17 | v1 >> 47) ^ v2
        v2 = v2 << 32 | v2 >> 32
    }
}
