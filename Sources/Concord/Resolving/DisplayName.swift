import ConcordLinkage

/// A full name in its two parts, in the letters in which it was written.
struct DisplayName {
    let given: String
    let family: String

    /// `Ada Lovelace`, `Lovelace, Ada` or `Jan van der Berg`; one word alone is a given name.
    init(_ text: String) {
        let comma = text.utf8.split(separator: UInt8(ascii: ","), maxSplits: 1).map { DisplayName.words($0) }
        if comma.count == 2, !comma[0].isEmpty, !comma[1].isEmpty {
            (given, family) = (DisplayName.text(comma[1][...]), DisplayName.text(comma[0][...]))
            return
        }
        let words = DisplayName.words(text.utf8[...])
        var first = max(words.count - 1, min(words.count, 1))
        // A particle belongs to the family name that follows it.
        while first > 1, PersonName.isParticle(String(words[first - 1])) { first -= 1 }
        (given, family) = (DisplayName.text(words[..<first]), DisplayName.text(words[first...]))
    }

    /// The words between ASCII white space: by bytes, because a record is made with every write.
    private static func words(_ text: Substring.UTF8View) -> [Substring] {
        text.split { $0 == UInt8(ascii: " ") || $0 &- 9 < 5 }.map { Substring($0) }
    }

    private static func text(_ words: ArraySlice<Substring>) -> String {
        words.count == 1 ? String(words[words.startIndex]) : words.joined(separator: " ")
    }
}
