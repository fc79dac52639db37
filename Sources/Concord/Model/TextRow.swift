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
        Bytewise.withBytes(of: text) { text in
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: text)
        }
    }

    /// Where the text that begins at `start` ends.
    @inline(__always)
    static func end(ofTextAt start: Int, in row: UnsafeRawBufferPointer) -> Int {
        start + 4 + Int(UInt32(littleEndian: row.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    }
}
