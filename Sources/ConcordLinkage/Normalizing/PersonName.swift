import Foundation

/// A person's name in the form in which spellings of one name are equal.
public struct PersonName: Hashable, Sendable {
    /// The given names, folded: `maria jose`.
    public let given: String
    /// The family name with its particles, folded: `van der berg`.
    public let surname: String

    /// The whole name, given names first.
    public var full: String { given.isEmpty || surname.isEmpty ? given + surname : "\(given) \(surname)" }

    /// Reads a full name: `Dr. John O'Brien Jr.` or `O'Brien, John`. A single word is taken as a given name.
    ///
    /// Titles before and generation marks after the name are left out. A text of nothing but titles holds no name.
    public init(_ text: String) {
        let comma = text.split(separator: ",", maxSplits: 1)
        if comma.count == 2, !Self.words(String(comma[1])).isEmpty, !Self.words(String(comma[0])).isEmpty {
            given = Self.normalize(String(comma[1]))
            surname = Self.normalize(String(comma[0]))
            return
        }
        let words = Self.words(text)
        var first = max(words.count - 1, min(words.count, 1))
        // A particle belongs to the family name that follows it.
        while first > 1, Self.particles.contains(words[first - 1]) { first -= 1 }
        given = words[..<first].joined(separator: " ")
        surname = words[first...].joined(separator: " ")
    }

    /// Folds one part of a name and leaves out titles and generation marks: `Mr. Seán` is `sean`.
    public static func normalize(_ text: String) -> String {
        words(text).joined(separator: " ")
    }

    /// Whether a word belongs to the family name that follows it, as `van` does.
    public static func isParticle(_ word: String) -> Bool { particles.contains(TextFolding.fold(word)) }

    private static func words(_ text: String) -> [String] {
        let words = TextFolding.fold(text).split(separator: " ").map(String.init)
        var kept = words[...]
        while kept.count > 1, let first = kept.first, titles.contains(first) { kept.removeFirst() }
        while kept.count > 1, let last = kept.last, generations.contains(last) || bareTitles.contains(last) {
            kept.removeLast()
        }
        return kept.allSatisfy(bareTitles.contains) ? [] : Array(kept)
    }

    /// Appends what ``normalize(_:)`` gives for a part of a name to `output`, without allocating for the usual one word.
    static func normalize(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        let start = output.count
        TextFolding.fold(bytes, into: &output)
        guard output[start...].contains(UInt8(ascii: " ")) else {
            let isBare = output.withUnsafeBufferPointer {
                bareTitleHashes.contains(Hashing.hash(UnsafeBufferPointer(rebasing: $0[start...])))
            }
            if isBare { output.removeSubrange(start...) }
            return
        }
        let kept = normalize(String(decoding: output[start...], as: UTF8.self))
        output.replaceSubrange(start..., with: kept.utf8)
    }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "reverend",
        "fr",
        "hon", "capt", "captain", "col", "colonel", "maj", "major", "lt", "sgt", "judge", "herr", "frau", "monsieur",
        "madame", "mme", "mlle", "senor", "senora", "sr", "sra", "srta", "don", "dona", "dipl", "ing", "mag",
    ]

    /// Words that are never a name, even when nothing else is there.
    private static let bareTitles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "reverend",
        "capt",
        "captain", "colonel", "sgt", "herr", "frau", "monsieur", "madame", "mme", "mlle", "senor", "senora", "baron",
        "baronet",
        "baroness", "bart", "bt", "earl", "duke", "duchess", "viscount", "marquess", "count", "countess", "1st", "2nd",
        "3rd",
        "4th", "5th", "6th", "7th", "8th", "9th", "10th", "of", "the", "jr", "jnr", "snr", "senior", "ii", "iii", "iv",
        "esq",
        "phd",
    ]

    /// The same words by their hash, for the look at every value.
    private static let bareTitleHashes = Set(
        bareTitles.map { title in Array(title.utf8).withUnsafeBufferPointer { Hashing.hash($0) } }
    )

    private static let generations: Set<String> = [
        "jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq", "phd", "md", "dds", "mbe", "obe", "cbe",
    ]

    private static let particles: Set<String> = [
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin",
        "ibn", "ben", "ter", "ten", "zu", "zum", "zur", "st", "saint", "san", "santa", "mac", "mc", "af", "av",
    ]
}
