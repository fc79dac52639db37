/// The levels of two values that differ, kind by kind. All are symmetric functions of the two values.
extension FieldComparer {
    func nameLevel(_ a: Value, _ b: Value) -> UInt8 {
        if table.areNicknames(a.traits, b.traits) { return Level.variant }
        let level = spellingLevel(a, b)
        // Two names that are known and no forms of one are rarely one name mistyped.
        let areKnown = a.traits.nicknameCount > 0 && b.traits.nicknameCount > 0
        return areKnown ? min(level, Level.distant) : level
    }

    private func spellingLevel(_ a: Value, _ b: Value) -> UInt8 {
        if a.count == 1 || b.count == 1 { return a.bytes[0] == b.bytes[0] ? Level.distant : Level.different }
        if holdsWord(a, b) { return Level.variant }
        if isInitial(a, of: b) || isInitial(b, of: a) { return Level.distant }
        let level = editLevel(a, b)
        guard level == Level.different else { return level }
        let likeness =
            mayBeAlike(a, b, letters: 6) && StringDistance.mayReach(0.8, a, b)
            ? StringDistance.jaroWinkler(a.bytes, b.bytes) : 0
        if likeness >= 0.88 { return near(a, b) }
        return likeness >= 0.8 || a.traits.part == b.traits.part ? Level.distant : Level.different
    }

    func emailLevel(_ a: Value, _ b: Value) -> UInt8 {
        if a.traits.part == b.traits.part { return Level.variant }
        guard mayBeAlike(a, b, letters: 4) else { return Level.different }
        let at = UInt8(ascii: "@")
        let (endA, endB) = (a.bytes.lastIndex(of: at) ?? a.count, b.bytes.lastIndex(of: at) ?? b.count)
        guard a.bytes[endA...].elementsEqual(b.bytes[endB...]) else { return Level.different }
        return editLevel(
            Value(traits: a.traits, bytes: UnsafeBufferPointer(rebasing: a.bytes[..<endA])),
            Value(traits: b.traits, bytes: UnsafeBufferPointer(rebasing: b.bytes[..<endB]))
        )
    }

    func phoneLevel(_ a: Value, _ b: Value) -> UInt8 {
        a.traits.part == b.traits.part ? Level.variant : editLevel(a, b)
    }

    func postcodeLevel(_ a: Value, _ b: Value) -> UInt8 {
        let level = editLevel(a, b)
        guard level != Level.closeCommon, level != Level.closeRare else { return level }
        return a.traits.part == b.traits.part ? Level.variant : Level.different
    }

    func textLevel(_ a: Value, _ b: Value) -> UInt8 {
        let level = editLevel(a, b)
        guard level == Level.different else { return level }
        if holdsWord(a, b) { return a.count == b.count ? close(a, b) : Level.variant }
        if mayBeAlike(a, b, letters: 8), StringDistance.jaroWinkler(a.bytes, b.bytes) >= 0.9 { return near(a, b) }
        let share = sharedWords(a, b)
        return share == 1 ? near(a, b) : share >= 0.5 ? Level.distant : Level.different
    }

    /// A code is made of letters of the name, in their order and from the first on: `TX` and `Texas`, `US` and `USA`.
    func regionLevel(_ a: Value, _ b: Value) -> UInt8 {
        let (code, name) = a.count < b.count ? (a.bytes, b.bytes) : (b.bytes, a.bytes)
        guard code.count <= 3, code[0] == name[0] else { return Level.different }
        var rest = name[...]
        for letter in code {
            guard let position = rest.firstIndex(of: letter) else { return Level.different }
            rest = rest[(position + 1)...]
        }
        return Level.variant
    }

    /// Sets of words: what of a full name is neither given name nor surname.
    func wordsLevel(_ a: Value, _ b: Value) -> UInt8 {
        if holdsWord(a, b) { return Level.variant }
        if sharedWords(a, b) >= 0.5 { return near(a, b) }
        let level = editLevel(a, b)
        return level == Level.different && a.bytes[0] == b.bytes[0] ? Level.distant : level
    }

    /// Dates of eight digits; a part that is 0 was not given and says nothing.
    func dateLevel(_ a: Value, _ b: Value) -> UInt8 {
        guard a.count == 8, b.count == 8 else { return Level.different }
        let (x, y) = (DateDigits(a.bytes), DateDigits(b.bytes))
        let parts = (x.year.agreement(y.year), x.month.agreement(y.month), x.day.agreement(y.day))
        if parts.0 != .different, parts.1 != .different, parts.2 != .different { return near(a, b) }
        if x.month == y.day, x.day == y.month, parts.0 == .equal { return Level.variant }
        if StringDistance.edits(a.bytes, b.bytes, limit: 1) != nil { return close(a, b) }
        let equal = (parts.0 == .equal ? 1 : 0) + (parts.1 == .equal ? 1 : 0) + (parts.2 == .equal ? 1 : 0)
        if equal == 2 { return near(a, b) }
        return parts.0 == .equal ? Level.distant : Level.different
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
}

/// The parts of a date as the bits of their digits.
private struct DateDigits {
    struct Part: Equatable {
        let digits: UInt32
        let zeros: UInt32

        func agreement(_ other: Part) -> Agreement {
            if digits == other.digits { return .equal }
            return digits == zeros || other.digits == zeros ? .unknown : .different
        }
    }

    enum Agreement { case equal, different, unknown }

    let year, month, day: Part

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let digits = UnsafeRawBufferPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
        year = Part(digits: UInt32(truncatingIfNeeded: digits), zeros: 0x3030_3030)
        month = Part(digits: UInt32(truncatingIfNeeded: digits >> 32) & 0xFFFF, zeros: 0x3030)
        day = Part(digits: UInt32(truncatingIfNeeded: digits >> 48), zeros: 0x3030)
    }
}
