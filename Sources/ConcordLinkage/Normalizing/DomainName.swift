import Foundation

/// Domain names in the ASCII form that DNS knows (IDNA).
public enum DomainName {
    /// The lower-case ASCII form of a domain: labels with other letters become `xn--…`; nil when a label cannot be encoded.
    ///
    /// Labels are NFKC-folded and lower-cased first, which is what IDNA's mapping does to the letters people type.
    public static func ascii(_ domain: String) -> String? {
        let folded = domain.precomposedStringWithCompatibilityMapping.lowercased()
        var labels: [String] = []
        // IDNA counts the ideographic full stops as dots.
        for label in folded.split(omittingEmptySubsequences: false, whereSeparator: { ".。．｡".contains($0) }) {
            if label.utf8.allSatisfy({ $0 < 0x80 }) {
                labels.append(String(label))
            } else {
                guard let encoded = punycode(label.unicodeScalars.map(\.value)) else { return nil }
                labels.append("xn--" + encoded)
            }
        }
        if labels.last == "" { labels.removeLast() }
        return labels.joined(separator: ".")
    }

    /// Punycode, RFC 3492 section 6.3, with the names of the RFC.
    private static func punycode(_ input: [UInt32]) -> String? {
        var n: UInt32 = 128
        var delta: UInt32 = 0
        var bias: UInt32 = 72
        var output = input.filter { $0 < 128 }.map { UInt8($0) }
        let basic = UInt32(output.count)
        var handled = basic
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        while handled < input.count {
            guard let m = input.filter({ $0 >= n }).min() else { return nil }
            let (step, overflow) = (m - n).multipliedReportingOverflow(by: handled + 1)
            guard !overflow, delta <= .max - step else { return nil }
            delta += step
            n = m
            for code in input {
                if code < n { delta += 1 }
                guard code == n else { continue }
                appendVariableLength(delta, bias: bias, to: &output)
                bias = adapt(delta, points: handled + 1, first: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func appendVariableLength(_ delta: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var q = delta
        var k: UInt32 = 36
        while true {
            let t: UInt32 = k <= bias ? 1 : min(k - bias, 26)
            guard q >= t else { break }
            output.append(digit(t + (q - t) % (36 - t)))
            q = (q - t) / (36 - t)
            k += 36
        }
        output.append(digit(q))
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        UInt8(value < 26 ? value + 97 : value - 26 + 48)
    }

    private static func adapt(_ delta: UInt32, points: UInt32, first: Bool) -> UInt32 {
        var delta = first ? delta / 700 : delta / 2
        delta += delta / points
        var k: UInt32 = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}
