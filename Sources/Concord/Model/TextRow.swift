/// Texts one behind the other, each behind its length, so that no two lists of texts give the same bytes.
///
/// What is compared and hashed again and again is laid out once: a fingerprint then reads bytes in a row, and no strings.
@usableFromInline
struct TextRow: Sendable, Hashable {
    /// A text's length in four bytes, the lowest first, then its bytes.
    private(set) var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    mutating func reserve(_ texts: Int, bytes count: Int) {
        bytes.reserveCapacity(bytes.count + 4 * texts + count)
    }

    mutating func append(_ text: String) {
        Bytewise.withBytes(of: text) { append($0) }
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: text)
    }

    /// Where the text that begins at `start` ends.
    @inline(__always)
    static func end(ofTextAt start: Int, in row: UnsafeRawBufferPointer) -> Int {
        start &+ 4 &+ length(ofTextAt: start, in: row)
    }

    /// Whether two texts are the same, by words of eight bytes: names are so short that a call would cost more.
    @inline(__always)
    static func equal(
        _ start: Int,
        in row: UnsafeRawBufferPointer,
        _ otherStart: Int,
        in other: UnsafeRawBufferPointer
    ) -> Bool {
        var left = length(ofTextAt: start, in: row)
        guard left == length(ofTextAt: otherStart, in: other) else { return false }
        // From the end, because the last word to compare may then begin in the lengths, which are the same.
        while left > 8 {
            if word(start &+ left &- 4, in: row) != word(otherStart &+ left &- 4, in: other) { return false }
            left &-= 8
        }
        if left >= 4 { return word(start &+ left &- 4, in: row) == word(otherStart &+ left &- 4, in: other) }
        return half(start &+ left, in: row) == half(otherStart &+ left, in: other)
    }

    @inline(__always)
    private static func length(ofTextAt start: Int, in row: UnsafeRawBufferPointer) -> Int {
        Int(UInt32(littleEndian: half(start, in: row)))
    }

    @inline(__always)
    private static func half(_ start: Int, in row: UnsafeRawBufferPointer) -> UInt32 {
        row.loadUnaligned(fromByteOffset: start, as: UInt32.self)
    }

    @inline(__always)
    private static func word(_ start: Int, in row: UnsafeRawBufferPointer) -> UInt64 {
        row.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    }
}
