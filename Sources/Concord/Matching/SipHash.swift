/// SipHash-2-4 with 128-bit output (Aumasson and Bernstein, "SipHash: a fast short-input PRF", and the authors'
/// reference implementation), over bytes that arrive in pieces. Allocates nothing.
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
    private var tailLength: UInt64 = 0
    private var length: UInt64 = 0

    init(key: Key) {
        v0 = key.low ^ 0x736f_6d65_7073_6575
        v1 = key.high ^ 0x646f_7261_6e64_6f6d ^ 0xee
        v2 = key.low ^ 0x6c79_6765_6e65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    /// Adds bytes.
    mutating func append(_ raw: UnsafeRawBufferPointer) {
        length &+= UInt64(raw.count)
        var offset = 0
        while tailLength == 0, offset + 8 <= raw.count {
            compress(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        while offset + 8 <= raw.count {
            shift(in: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), bytes: 8)
            offset += 8
        }
        let left = raw.count - offset
        if left > 0 { shift(in: SipHash.word(lastOf: raw, left), bytes: UInt64(left)) }
    }

    /// The last one to seven bytes as a number, the first in the lowest bits.
    private static func word(lastOf raw: UnsafeRawBufferPointer, _ count: Int) -> UInt64 {
        if raw.count >= 8 {
            let last = raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self)
            return UInt64(littleEndian: last) &>> UInt64(64 - 8 * count)
        }
        var word: UInt64 = 0
        for index in stride(from: raw.count - 1, through: raw.count - count, by: -1) {
            word = word << 8 | UInt64(raw[index])
        }
        return word
    }

    /// Adds a number as four bytes, the lowest first.
    mutating func append(_ number: UInt32) {
        length &+= 4
        shift(in: UInt64(number), bytes: 4)
    }

    /// The 128 bits, the first eight bytes of the reference's output in `low`.
    consuming func finalize() -> (low: UInt64, high: UInt64) {
        compress(tail | length << 56)
        v2 ^= 0xee
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xdd
        for _ in 0..<4 { round() }
        return (low, v0 ^ v1 ^ v2 ^ v3)
    }

    /// Appends the lowest `bytes` bytes of a word to the stream.
    @inline(__always)
    private mutating func shift(in word: UInt64, bytes: UInt64) {
        let filled = tailLength + bytes
        tail |= word &<< (tailLength &* 8)
        if filled < 8 {
            tailLength = filled
            return
        }
        compress(tail)
        // A shift by 64, which an empty tail would need, gives zero here: Swift's smart shift does not wrap.
        tail = word >> ((8 - tailLength) * 8)
        tailLength = filled - 8
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
