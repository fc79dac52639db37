/// The `memberId` of a path or a request: the id that the company gives its user (vendors.md decision 37).
enum ChannelMemberID {
    /// The most characters, in Unicode code points.
    static let maximumLength = 64

    /// The member id that a path segment means: percent-decoded once, then checked.
    ///
    /// - Parameter segment: what stands in the URL between the `@` and the next slash.
    /// - Throws: ``ConcordError`` `invalidWrite` with the field `memberId`.
    static func decoding(_ segment: String) throws -> String {
        guard !segment.utf8.contains(UInt8(ascii: "/")) else {
            throw refusal("memberId holds a slash", "Send a slash as %2F")
        }
        guard let bytes = percentDecoded(segment.utf8), let decoded = String(validating: bytes, as: UTF8.self) else {
            throw refusal("memberId is not percent-encoded UTF-8", "Encode each byte as % and two hexadecimal digits")
        }
        try check(decoded)
        return decoded
    }

    /// Refuses what is no member id: 1 to 64 characters, none of them whitespace.
    static func check(_ memberID: String) throws {
        try RequestBody.check(memberID, "memberId", maximum: maximumLength)
        if memberID.isEmpty { throw refusal("memberId is empty", "Send the id that the company gives its user") }
        // NUL is not whitespace, but no key of the store may hold it.
        if memberID.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "\0" }) {
            throw refusal("memberId holds whitespace or the character NUL", "Send an id without them")
        }
    }

    /// The bytes with each `%XX` as the byte it stands for; `nil` when a `%` has no two hexadecimal digits behind it.
    private static func percentDecoded(_ bytes: String.UTF8View) -> [UInt8]? {
        var decoded: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "%") {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            decoded.append(high << 4 | low)
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func refusal(_ message: String, _ remedy: String) -> ConcordError {
        ConcordError(.invalidWrite, message, remedy: remedy, field: "memberId")
    }
}
