import Foundation

/// An e-mail address in the form in which two spellings of one mailbox are equal.
public struct EmailAddress: Hashable, Sendable {
    /// The part before the `@`, lower case.
    public let local: String
    /// The part after the `@`, lower case and in ASCII (IDNA): `bücher.example` is `xn--bcher-kva.example`.
    public let domain: String

    /// The whole address.
    public var address: String { "\(local)@\(domain)" }

    /// What may be ignored beyond case, because some providers ignore it.
    public struct Options: OptionSet, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Gmail delivers `j.doe@` and `jdoe@` to one mailbox.
        public static let ignoresGmailDots = Options(rawValue: 1)
        /// `name+anything@` is a tag on `name@` with most large providers.
        public static let dropsPlusTag = Options(rawValue: 2)
    }

    /// Reads an address, also behind `mailto:` or as `Name <address>`; nil when the text holds none.
    ///
    /// RFC 5321 lets a host distinguish the case of the local part; none of note does, so it is folded.
    public init?(_ text: String, options: Options = []) {
        var text = text
        let parts = text.withUTF8 { bytes -> (String, String)? in
            var output: [UInt8] = []
            guard let at = Self.normalize(bytes, options: options, into: &output) else { return nil }
            return (
                String(decoding: output[..<at], as: UTF8.self), String(decoding: output[(at + 1)...], as: UTF8.self)
            )
        }
        guard let (local, domain) = parts else { return nil }
        self.local = local
        self.domain = domain
    }

    /// Appends the normalised address to `output` and returns the offset of its `@` from the end of what was there.
    ///
    /// Nothing is appended when `bytes` hold no address.
    static func normalize(
        _ bytes: UnsafeBufferPointer<UInt8>,
        options: Options = [],
        into output: inout [UInt8]
    ) -> Int? {
        let bytes = bare(bytes)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < bytes.count else { return nil }
        guard bytes.allSatisfy({ $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }) else {
            return nil
        }
        let start = output.count
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return normalizeUnicode(bytes, at: at, options: options, into: &output)
        }
        for byte in bytes { output.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) }
        if output.last == UInt8(ascii: ".") { output.removeLast() }
        guard isDomain(output[(start + at + 1)...]) else {
            output.removeSubrange(start...)
            return nil
        }
        return options.isEmpty ? at : apply(options, at: at, to: &output, from: start)
    }

    /// The address inside `Name <address>` or after `mailto:`, without the white space around it.
    private static func bare(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var low = 0
        var high = bytes.count
        if let open = bytes.lastIndex(of: UInt8(ascii: "<")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
        {
            (low, high) = (open + 1, close)
        }
        while low < high, bytes[low] <= UInt8(ascii: " ") { low += 1 }
        while low < high, bytes[high - 1] <= UInt8(ascii: " ") { high -= 1 }
        let scheme = "mailto:".utf8
        if high - low > scheme.count, zip(bytes[low...], scheme).allSatisfy({ ($0 | 0x20) == ($1 | 0x20) }) {
            low += scheme.count
        }
        return UnsafeBufferPointer(rebasing: bytes[low..<high])
    }

    /// Two labels at least, none of them empty, no second `@`.
    private static func isDomain(_ domain: ArraySlice<UInt8>) -> Bool {
        var labels = 1
        var length = 0
        for byte in domain {
            if byte == UInt8(ascii: ".") {
                guard length > 0 else { return false }
                labels += 1
                length = 0
            } else {
                length += 1
            }
        }
        return labels > 1 && length > 0
    }

    private static func apply(_ options: Options, at: Int, to output: inout [UInt8], from start: Int) -> Int {
        var local = output[start..<(start + at)]
        let domain = Array(output[(start + at)...])
        if options.contains(.dropsPlusTag), let plus = local.firstIndex(of: UInt8(ascii: "+")), plus > local.startIndex
        {
            local = local[..<plus]
        }
        let isGmail = ["@gmail.com", "@googlemail.com"].contains { $0.utf8.elementsEqual(domain) }
        let kept =
            options.contains(.ignoresGmailDots) && isGmail ? local.filter { $0 != UInt8(ascii: ".") } : Array(local)
        output.replaceSubrange(start..., with: kept + domain)
        return kept.count
    }

    private static func normalizeUnicode(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at: Int,
        options: Options,
        into output: inout [UInt8]
    ) -> Int? {
        let local = String(decoding: bytes[..<at], as: UTF8.self).precomposedStringWithCanonicalMapping.lowercased()
        guard let domain = DomainName.ascii(String(decoding: bytes[(at + 1)...], as: UTF8.self)) else { return nil }
        guard isDomain(ArraySlice(domain.utf8)) else { return nil }
        let start = output.count
        output.append(contentsOf: local.utf8)
        output.append(UInt8(ascii: "@"))
        output.append(contentsOf: domain.utf8)
        return options.isEmpty ? local.utf8.count : apply(options, at: local.utf8.count, to: &output, from: start)
    }
}
