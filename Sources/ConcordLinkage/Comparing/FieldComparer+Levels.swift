/// The levels of two values that differ, kind by kind. All are symmetric functions of the two values.
extension FieldComparer {
    func nameLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        if areNicknames(x, y) { return Level.variant }
        let level = spellingLevel(x, y)
        // Two names that are known and no forms of one are rarely one name mistyped.
        return areKnownNames(x, y) ? min(level, Level.distant) : level
    }

    private func spellingLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in
            if a.count == 1 || b.count == 1 { return a[0] == b[0] ? Level.distant : Level.different }
            if holdsWord(x, y, a, b) { return Level.variant }
            let level = editLevel(x, y, a, b)
            guard level == Level.different else { return level }
            let likeness = mayBeAlike(x, y, letters: 6) ? StringDistance.jaroWinkler(a, b) : 0
            if likeness >= 0.88 { return near(x, y) }
            let soundsAlike = table.parts[Int(x)] == table.parts[Int(y)]
            return likeness >= 0.8 || soundsAlike ? Level.distant : Level.different
        }
    }

    func emailLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        if table.parts[Int(x)] == table.parts[Int(y)] { return Level.variant }
        guard mayBeAlike(x, y, letters: 4) else { return Level.different }
        return withValues(x, y) { a, b in
            let at = UInt8(ascii: "@")
            let (endA, endB) = (a.lastIndex(of: at) ?? a.count, b.lastIndex(of: at) ?? b.count)
            guard a[endA...].elementsEqual(b[endB...]) else { return Level.different }
            return editLevel(x, y, UnsafeBufferPointer(rebasing: a[..<endA]), UnsafeBufferPointer(rebasing: b[..<endB]))
        }
    }

    func phoneLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        if table.parts[Int(x)] == table.parts[Int(y)] { return Level.variant }
        return withValues(x, y) { a, b in editLevel(x, y, a, b) }
    }

    func codeLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in editLevel(x, y, a, b) }
    }

    func postcodeLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in
            let level = editLevel(x, y, a, b)
            guard level != Level.closeCommon, level != Level.closeRare else { return level }
            return table.parts[Int(x)] == table.parts[Int(y)] ? Level.variant : Level.different
        }
    }

    func textLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in
            let level = editLevel(x, y, a, b)
            guard level == Level.different else { return level }
            if holdsWord(x, y, a, b) { return a.count == b.count ? close(x, y) : Level.variant }
            if mayBeAlike(x, y, letters: 8), StringDistance.jaroWinkler(a, b) >= 0.9 { return near(x, y) }
            let share = sharedWords(x, y, a, b)
            return share == 1 ? near(x, y) : share >= 0.5 ? Level.distant : Level.different
        }
    }

    /// A code is made of letters of the name, in their order and from the first on: `TX` and `Texas`, `US` and `USA`.
    func regionLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in
            let (code, name) = a.count < b.count ? (a, b) : (b, a)
            guard code.count <= 3, code[0] == name[0] else { return Level.different }
            var rest = name[...]
            for letter in code {
                guard let position = rest.firstIndex(of: letter) else { return Level.different }
                rest = rest[(position + 1)...]
            }
            return Level.variant
        }
    }

    /// Sets of words: what of a full name is neither given name nor surname.
    func wordsLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in
            if holdsWord(x, y, a, b) { return Level.variant }
            if sharedWords(x, y, a, b) >= 0.5 { return near(x, y) }
            let level = editLevel(x, y, a, b)
            return level == Level.different && a[0] == b[0] ? Level.distant : level
        }
    }

    /// Dates of eight digits; a part that is 0 was not given and says nothing.
    func dateLevel(_ x: UInt32, _ y: UInt32) -> UInt8 {
        withValues(x, y) { a, b in
            guard a.count == 8, b.count == 8 else { return Level.different }
            let parts = [0..<4, 4..<6, 6..<8].map { range in
                DatePartAgreement(a[range], b[range])
            }
            if parts.allSatisfy({ $0 != .different }) { return near(x, y) }
            if a[4..<6].elementsEqual(b[6..<8]), a[6..<8].elementsEqual(b[4..<6]), parts[0] == .equal {
                return Level.variant
            }
            if StringDistance.edits(a, b, limit: 1) != nil { return close(x, y) }
            if parts.count(where: { $0 == .equal }) == 2 { return near(x, y) }
            return parts[0] == .equal ? Level.distant : Level.different
        }
    }

    /// What is alike in Latin letters is a variant. There are many ways to write a name of another script in them, so that what
    /// is not alike says nothing.
    static func levelAcrossScripts(_ a: [UInt8], _ b: [UInt8]) -> UInt8 {
        let space = UInt8(ascii: " ")
        let (few, many) = a.count < b.count ? (a, b) : (b, a)
        let words = many.split(separator: space)
        let holdsWords = few.split(separator: space).allSatisfy(words.contains)
        let likeness = a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { StringDistance.jaroWinkler(a, $0) }
        }
        return holdsWords || likeness >= 0.88 ? Level.variant : Level.missing
    }

    private enum DatePartAgreement {
        case equal, different, unknown

        init(_ a: Slice<UnsafeBufferPointer<UInt8>>, _ b: Slice<UnsafeBufferPointer<UInt8>>) {
            let zero = UInt8(ascii: "0")
            if a.elementsEqual(b) {
                self = .equal
            } else {
                self = a.allSatisfy { $0 == zero } || b.allSatisfy { $0 == zero } ? .unknown : .different
            }
        }
    }
}

// MARK: - Parts of the above

extension FieldComparer {
    private func withValues(
        _ x: UInt32,
        _ y: UInt32,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> UInt8
    ) -> UInt8 {
        table.values.withBytes(of: x) { a in table.values.withBytes(of: y) { b in body(a, b) } }
    }

    private func areNicknames(_ x: UInt32, _ y: UInt32) -> Bool {
        guard !table.nicknames.isEmpty else { return false }
        let groups = table.nicknames[Int(y)]
        return table.nicknames[Int(x)].contains { groups.contains($0) }
    }

    private func areKnownNames(_ x: UInt32, _ y: UInt32) -> Bool {
        !table.nicknames.isEmpty && !table.nicknames[Int(x)].isEmpty && !table.nicknames[Int(y)].isEmpty
    }

    private func close(_ x: UInt32, _ y: UInt32) -> UInt8 {
        table.isCommon(x, y) ? Level.closeCommon : Level.closeRare
    }

    private func near(_ x: UInt32, _ y: UInt32) -> UInt8 { table.isCommon(x, y) ? Level.nearCommon : Level.nearRare }

    /// One edit is close, two are near in strings long enough for that to mean something.
    private func editLevel(
        _ x: UInt32,
        _ y: UInt32,
        _ a: UnsafeBufferPointer<UInt8>,
        _ b: UnsafeBufferPointer<UInt8>
    ) -> UInt8 {
        guard min(a.count, b.count) >= 3, mayBeAlike(x, y, letters: 4) else { return Level.different }
        switch StringDistance.edits(a, b, limit: 2) {
        case 1?: return close(x, y)
        case 2? where min(a.count, b.count) >= 6: return near(x, y)
        default: return Level.different
        }
    }

    /// An edit changes at most two kinds of letters.
    private func mayBeAlike(_ x: UInt32, _ y: UInt32, letters: Int) -> Bool {
        (table.signatures[Int(x)] ^ table.signatures[Int(y)]).nonzeroBitCount <= letters
    }

    /// Whether all words of the shorter text are words of the longer.
    private func holdsWord(
        _ x: UInt32,
        _ y: UInt32,
        _ a: UnsafeBufferPointer<UInt8>,
        _ b: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard (table.signatures[Int(x)] | table.signatures[Int(y)]) & ValueTable.separatorBit != 0 else { return false }
        let (few, many) = words(a, b)
        return few.allSatisfy { word in many.contains { $0.elementsEqual(word) } }
    }

    /// The share of the words of the shorter text that are words of the longer, up to a typing error in a long word.
    private func sharedWords(
        _ x: UInt32,
        _ y: UInt32,
        _ a: UnsafeBufferPointer<UInt8>,
        _ b: UnsafeBufferPointer<UInt8>
    ) -> Double {
        guard table.signatures[Int(x)] & table.signatures[Int(y)] & ValueTable.separatorBit != 0 else { return 0 }
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
    private func words(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> (few: Words, many: Words) {
        let space = UInt8(ascii: " ")
        let (words, others) = (a.split(separator: space), b.split(separator: space))
        return words.count < others.count ? (words, others) : (others, words)
    }

    private typealias Words = [Slice<UnsafeBufferPointer<UInt8>>]
}
