/// The members of an `application/x-www-form-urlencoded` body (url.spec.whatwg.org, "urlencoded parsing").
///
/// Stricter than browsers where those repair without a word: a `%` without two hexadecimal digits and bytes that are not
/// UTF-8 are errors. An empty value is null, which a form has no other way to send (vendors.md decision 25).
enum FormBody {
    /// The most members of a form; the vendor's framework has this bound too.
    static let maximumMembers = 1_000

    /// Names and values; the last value of a name counts.
    ///
    /// - Throws: ``ConcordError`` `malformedBody`, with the offset of the byte that does not fit.
    static func members(_ bytes: [UInt8]) throws -> JSONObject {
        var members: JSONObject = [:]
        for pair in pairs(of: bytes) {
            let name = try decoded(pair.name)
            let value = try decoded(pair.value)
            members[name] = value.isEmpty ? .null : .string(value)
            if members.count > maximumMembers {
                throw malformed("The form has more than \(maximumMembers) fields")
            }
        }
        return members
    }

    /// Whether a body has one of these names before a `=`, written without escapes.
    static func names(oneOf known: [String], in bytes: [UInt8]) -> Bool {
        pairs(of: bytes).contains { pair in
            pair.hasValue && known.contains { $0.utf8.elementsEqual(pair.name) }
        }
    }

    private struct Pair {
        let name: ArraySlice<UInt8>
        let value: ArraySlice<UInt8>
        let hasValue: Bool
    }

    private static func pairs(of bytes: [UInt8]) -> some Sequence<Pair> {
        bytes.split(separator: UInt8(ascii: "&")).lazy.map { text in
            guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else {
                return Pair(name: text, value: [], hasValue: false)
            }
            return Pair(name: text[..<equals], value: text[(equals + 1)...], hasValue: true)
        }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            switch bytes[position] {
            case UInt8(ascii: "+"): output.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                output.append(try escaped(bytes[position...].prefix(3)))
                position += 2
            case let byte: output.append(byte)
            }
            position += 1
        }
        guard let text = String(validating: output, as: UTF8.self) else {
            throw malformed("The form holds bytes that are not UTF-8, in the text at byte \(bytes.startIndex)")
        }
        return text
    }

    /// The byte that `%` and two digits stand for.
    private static func escaped(_ escape: ArraySlice<UInt8>) throws -> UInt8 {
        let digits = escape.dropFirst().compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 2 else {
            throw malformed("The form has a % without two hexadecimal digits, at byte \(escape.startIndex)")
        }
        return UInt8(digits[0] << 4 | digits[1])
    }

    private static func malformed(_ problem: String) -> ConcordError {
        ConcordError(.malformedBody, problem, remedy: "Send at most some hundred fields, percent-encoded from UTF-8")
    }
}
