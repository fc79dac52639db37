/// What the levels of several kinds are made of.
extension FieldComparer {
    func close(_ a: Value, _ b: Value) -> UInt8 {
        a.traits.isCommon || b.traits.isCommon ? Level.closeCommon : Level.closeRare
    }

    func near(_ a: Value, _ b: Value) -> UInt8 {
        a.traits.isCommon || b.traits.isCommon ? Level.nearCommon : Level.nearRare
    }

    /// One edit is close, two are near in strings long enough for that to mean something.
    func editLevel(_ a: Value, _ b: Value) -> UInt8 {
        guard min(a.count, b.count) >= 3, mayBeAlike(a, b, letters: 4) else { return Level.different }
        switch StringDistance.edits(a.bytes, b.bytes, limit: 2) {
        case 1?: return close(a, b)
        case 2? where min(a.count, b.count) >= 6: return near(a, b)
        default: return Level.different
        }
    }

    /// An edit changes at most two kinds of letters.
    @inline(__always) func mayBeAlike(_ a: Value, _ b: Value, letters: Int) -> Bool {
        (a.traits.signature ^ b.traits.signature).nonzeroBitCount <= letters
    }

    /// Whether a name of several words begins with the initial of another: `B R` and `Brian`.
    func isInitial(_ a: Value, of b: Value) -> Bool {
        a.count > 1 && a.bytes[1] == UInt8(ascii: " ") && a.bytes[0] == b.bytes[0]
    }

    /// Whether all words of the shorter text are words of the longer.
    func holdsWord(_ a: Value, _ b: Value) -> Bool {
        guard (a.traits.signature | b.traits.signature) & ValueTable.separatorBit != 0 else { return false }
        let (few, many) = words(a, b)
        return few.allSatisfy { word in many.contains { $0.elementsEqual(word) } }
    }

    /// The share of the words of the shorter text that are words of the longer, up to a typing error in a long word.
    func sharedWords(_ a: Value, _ b: Value) -> Double {
        guard a.traits.signature & b.traits.signature & ValueTable.separatorBit != 0 else { return 0 }
        let (few, many) = words(a, b)
        let shared = few.count { word in
            many.contains { other in
                if other.elementsEqual(word) { return true }
                guard min(word.count, other.count) >= 6, other.first == word.first else { return false }
                let (word, other) = (UnsafeBufferPointer(rebasing: word), UnsafeBufferPointer(rebasing: other))
                return StringDistance.edits(word, other, limit: 1) != nil
            }
        }
        return Double(shared) / Double(few.count)
    }

    /// The words of two texts, the fewer ones first.
    private func words(_ a: Value, _ b: Value) -> (few: Words, many: Words) {
        let space = UInt8(ascii: " ")
        let (words, others) = (a.bytes.split(separator: space), b.bytes.split(separator: space))
        return words.count < others.count ? (words, others) : (others, words)
    }

    private typealias Words = [Slice<UnsafeBufferPointer<UInt8>>]
}

extension StringDistance {
    /// Whether the similarity of Jaro and Winkler may reach a bound, as far as the kinds of letters tell: a letter that the other
    /// does not have matches none.
    @inline(__always) static func mayReach(_ bound: Double, _ a: Value, _ b: Value) -> Bool {
        guard max(a.count, b.count) <= 64 else { return true }
        let (signatureA, signatureB) = (a.traits.signature, b.traits.signature)
        let matches = Double(
            min(
                a.count - (signatureA & ~signatureB).nonzeroBitCount,
                b.count - (signatureB & ~signatureA).nonzeroBitCount)
        )
        let jaro = (matches / Double(a.count) + matches / Double(b.count) + 1) / 3
        guard jaro + 0.4 * (1 - jaro) >= bound else { return false }
        var prefix = 0
        while prefix < min(4, min(a.count, b.count)), a.bytes[prefix] == b.bytes[prefix] { prefix += 1 }
        return jaro + 0.1 * Double(prefix) * (1 - jaro) >= bound
    }
}
