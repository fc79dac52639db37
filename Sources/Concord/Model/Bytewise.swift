import Foundation

/// Comparison of strings by their UTF-8 bytes.
///
/// Swift's `==` and `<` compare by canonical equivalence, so that "é" in one code point equals "é" in two. The vendors
/// compare byte by byte (vendors.md 1.3 and decision 21), and so does SQLite; every key, tag and JSON member goes
/// through here, so that memory and disk agree on what is equal.
enum Bytewise {
    /// Whether both strings hold the same bytes.
    static func equal(_ left: String, _ right: String) -> Bool {
        // The lengths tell most strings apart, and cost next to nothing. Strings of up to 15 bytes lie in the two words of the
        // value itself; the same words are the same string.
        guard left.utf8.count == right.utf8.count else { return false }
        return words(of: left) == words(of: right) || compare(left, right) == 0
    }

    @inline(__always)
    private static func words(of string: String) -> (UInt64, UInt64) {
        unsafeBitCast(string, to: (UInt64, UInt64).self)
    }

    /// Whether `left` sorts before `right` by unsigned bytes; for valid UTF-8 that is the order of code points.
    static func precedes(_ left: String, _ right: String) -> Bool {
        compare(left, right) < 0
    }

    /// Negative, zero or positive, as `memcmp` of the two, the shorter first when one begins the other.
    static func compare(_ left: String, _ right: String) -> Int {
        withBytes(of: left) { left in
            withBytes(of: right) { right in compare(left, right) }
        }
    }

    /// Whether the bytes of `part` are somewhere in `text`.
    static func contains(_ text: String, _ part: String) -> Bool {
        withBytes(of: text) { text in
            withBytes(of: part) { part in
                guard let first = part.first else { return true }
                guard part.count <= text.count else { return false }
                return (0...text.count - part.count).contains { start in
                    text[start] == first && memcmp(text.baseAddress! + start, part.baseAddress!, part.count) == 0
                }
            }
        }
    }

    /// Whether the text holds the character NUL.
    static func holdsNUL(_ text: String) -> Bool {
        withBytes(of: text) { !$0.isEmpty && memchr($0.baseAddress!, 0, $0.count) != nil }
    }

    /// As of strings.
    static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in compare(left, right) }
        }
    }

    private static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
        let common = min(left.count, right.count)
        if common > 0 {
            let order = memcmp(left.baseAddress!, right.baseAddress!, common)
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }

    /// Gives `body` the string's UTF-8 bytes, without a copy when the string is native Swift storage.
    static func withBytes<Result>(of string: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = string.utf8.withContiguousStorageIfAvailable(body) {
            return result
        }
        var copy = string
        return copy.withUTF8(body)
    }
}
