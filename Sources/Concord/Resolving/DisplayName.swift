import ConcordLinkage

/// A full name in its two parts, in the letters in which it was written.
struct DisplayName {
    let given: String
    let family: String

    /// `Ada Lovelace`, `Lovelace, Ada` or `Jan van der Berg`; one word alone is a given name.
    init(_ text: String) {
        let comma = text.split(separator: ",", maxSplits: 1).map(DisplayName.words)
        if comma.count == 2, !comma[0].isEmpty, !comma[1].isEmpty {
            (given, family) = (DisplayName.text(comma[1][...]), DisplayName.text(comma[0][...]))
            return
        }
        let words = DisplayName.words(text[...])
        var first = max(words.count - 1, min(words.count, 1))
        // A particle belongs to the family name that follows it.
        while first > 1, PersonName.isParticle(String(words[first - 1])) { first -= 1 }
        (given, family) = (DisplayName.text(words[..<first]), DisplayName.text(words[first...]))
    }

    private static func words(_ text: Substring) -> [Substring] {
        text.split(whereSeparator: \.isWhitespace)
    }

    private static func text(_ words: ArraySlice<Substring>) -> String { words.joined(separator: " ") }
}
