/// The values that are never evidence, because people and programs write them where they have none.
///
/// Each pattern is compared with the trimmed, lower-case text, as it was given and as it is normalised; `*` stands for
/// any characters. ``runsOfOneDigit`` is a pattern by its name. The policy's patterns come beside ``standard``; one
/// that begins with `!` takes that pattern out of it.
public struct BlockedValues: Sendable, Hashable {
    /// What is blocked unless the policy takes it out.
    public static let standard = [
        "", "null", "nil", "none", "n/a", "na", "nan", "undefined", "unknown", "anonymous", "none@none.com",
        "test@test.com", "noreply@*", "no-reply@*", "donotreply@*", runsOfOneDigit,
    ]

    /// Phone numbers that end in one digit over and over (at least six times, all but three of their digits), and
    /// customer ids of nothing but zeros or of six and more equal digits: short ones such as `7` and `22` are ids that
    /// a company gives.
    public static let runsOfOneDigit = "runs of one digit"

    private var texts: Set<[UInt8]> = []
    private var patterns: [[UInt8]] = []
    private var blocksRuns = false

    /// The standard patterns and a policy's.
    init(_ policy: [String] = []) {
        let removed = policy.filter { $0.hasPrefix("!") }.map { BlockedValues.folded(String($0.dropFirst())) }
        for text in BlockedValues.standard + policy.filter({ !$0.hasPrefix("!") }) {
            let pattern = BlockedValues.folded(text)
            if removed.contains(pattern) { continue }
            if pattern == Array(BlockedValues.runsOfOneDigit.utf8) {
                blocksRuns = true
            } else if pattern.contains(UInt8(ascii: "*")) {
                patterns.append(pattern)
            } else {
                texts.insert(pattern)
            }
        }
    }

    /// Whether a value is blocked, by the text as it was given or by its normalised form.
    func holds(_ text: String, _ normalised: String?, of kind: Identifier.Kind) -> Bool {
        let folded = BlockedValues.folded(text)
        if holds(folded) || isRun(folded, of: kind) { return true }
        guard let normalised, !Bytewise.equal(normalised, text) else { return false }
        let bytes = BlockedValues.folded(normalised)
        return bytes != folded && (holds(bytes) || isRun(bytes, of: kind))
    }

    private func holds(_ bytes: [UInt8]) -> Bool {
        texts.contains(bytes) || patterns.contains { BlockedValues.matches($0[...], bytes[...]) }
    }

    private func isRun(_ bytes: [UInt8], of kind: Identifier.Kind) -> Bool {
        guard blocksRuns, kind != .email, let last = bytes.last, last &- UInt8(ascii: "0") < 10 else { return false }
        let run = bytes.reversed().prefix { $0 == last }.count
        if kind == .phone {
            let digits = bytes.count { $0 &- UInt8(ascii: "0") < 10 }
            return run >= max(6, digits - 3)
        }
        return run == bytes.count && (last == UInt8(ascii: "0") || run >= 6)
    }

    /// Without white space around it and with ASCII letters in lower case.
    private static func folded(_ text: String) -> [UInt8] {
        let isSpace: (UInt8) -> Bool = { $0 <= UInt8(ascii: " ") }
        let bytes = text.utf8.drop(while: isSpace)
        let end = bytes.lastIndex { !isSpace($0) }.map(bytes.index(after:)) ?? bytes.startIndex
        return bytes[..<end].map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    }

    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == UInt8(ascii: "*") {
            let rest = pattern.dropFirst()
            return (text.startIndex...text.endIndex).contains { matches(rest, text[$0...]) }
        }
        return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
    }
}
