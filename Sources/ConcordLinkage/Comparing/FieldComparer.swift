/// Compares one field of pairs of profiles.
final class FieldComparer: Sendable {
    let name: String
    let kind: FieldKind
    let table: ValueTable
    /// The position of the field in a profile's cells.
    let position: Int
    /// The position of the other name field, for given name and surname where there are both.
    let crossPosition: Int?
    /// The position of a field that implies this one when it is equal: a street its city and postcode.
    let implyingPosition: Int?
    /// The position of the city, for what lies in one: who lives in one city shares the area of the postcode, and who moved to
    /// another has another street and postcode, which then is no news.
    let cityPosition: Int?

    /// Values of which more kinds of letters are in one alone are not alike.
    private let plainDifference: Int

    /// The comparer of the field at `position` among fields of these kinds.
    init(name: String, table: ValueTable, position: Int, kinds: [FieldKind]) {
        self.name = name
        self.table = table
        self.position = position
        kind = kinds[position]
        let (given, surname) = (kinds.firstIndex(of: .givenName), kinds.firstIndex(of: .surname))
        crossPosition =
            switch kind {
            case .givenName where given == position: surname
            case .surname where surname == position: given
            default: nil
            }
        implyingPosition = kind.isPlace ? kinds.firstIndex(of: .street) : nil
        plainDifference =
            switch kind {
            case .givenName, .surname: 6
            case .email, .phone, .postcode, .identifier: 4
            case .street, .city, .company, .text: 8
            default: .max
            }
        cityPosition = [.postcode, .street, .houseNumber].contains(kind) ? kinds.firstIndex(of: .city) : nil
    }

    /// The values of this field in a pair, and of the other name field where there is one.
    struct Operands {
        let x, y: UInt32
        var otherX: UInt32 = 0
        var otherY: UInt32 = 0

        /// Whether the values tell anything: both are there, or one stands in the other's column.
        @inline(__always) var isTelling: Bool { (x != 0 && y != 0) || isCrossed }

        /// Whether an equal value of another field makes it no news that this one is alike.
        var isImplied = false

        /// Whether the cities are equal, for a postcode.
        var isSameCity = false

        /// Whether both cities are given and differ, for what lies in a city: who moves changes all of it at once.
        var isElsewhere = false

        /// Whether the given name of one is the surname of the other.
        @inline(__always) var isCrossed: Bool { (x != 0 && x == otherY) || (y != 0 && y == otherX) }
    }

    /// What of a pair this field compares.
    @inline(__always) func operands(_ pair: ProfilePair, _ cells: UnsafeBufferPointer<UInt32>, width: Int) -> Operands {
        let (a, b) = (Int(pair.a) * width, Int(pair.b) * width)
        guard let other = crossPosition else {
            var operands = Operands(x: cells[a + position], y: cells[b + position])
            if let implying = implyingPosition {
                operands.isImplied = cells[a + implying] != 0 && cells[a + implying] == cells[b + implying]
            }
            if let city = cityPosition {
                let (x, y) = (cells[a + city], cells[b + city])
                operands.isSameCity = x != 0 && x == y
                operands.isElsewhere = x != 0 && y != 0 && x != y
            }
            return operands
        }
        return Operands(
            x: cells[a + position],
            y: cells[b + position],
            otherX: cells[a + other],
            otherY: cells[b + other]
        )
    }

    /// The level of a pair's values; symmetric.
    @inline(__always) func level(_ operands: Operands, cache: inout PairCache) -> UInt8 {
        if operands.isImplied { return Level.missing }
        let (x, y) = (operands.x, operands.y)
        if x == y { return x == 0 ? Level.missing : table.equalLevels[Int(x)] }
        if operands.isCrossed { return crossedLevel(operands) }
        guard x != 0, y != 0 else { return Level.missing }
        let level =
            arePlainlyDifferent(table.traits[Int(x)], table.traits[Int(y)])
            ? Level.different
            // One order for both, so that a pair of values has one place in the cache.
            : cache.level(min(x, y), max(x, y)) { levelOfDifferent(min(x, y), max(x, y)) }
        if level == Level.different && operands.isElsewhere { return Level.missing }
        return level == Level.variant && operands.isSameCity && kind == .postcode ? Level.missing : level
    }

    /// The surname is not held against what the given name has accounted for.
    private func crossedLevel(_ operands: Operands) -> UInt8 {
        guard kind == .givenName else { return Level.missing }
        let crossed = operands.x != 0 && operands.x == operands.otherY ? operands.x : operands.y
        return table.traits[Int(crossed)].isCommon ? Level.swappedCommon : Level.swappedRare
    }

    /// Whether the letters alone rule out any likeness, which they do for most pairs: those need no place in the cache.
    @inline(__always) private func arePlainlyDifferent(_ a: ValueTraits, _ b: ValueTraits) -> Bool {
        let kinds = (a.signature ^ b.signature).nonzeroBitCount
        guard kinds > plainDifference, a.part != b.part else { return false }
        // Several words, and what is not written in Latin letters, need a closer look; so do initials and nicknames.
        if kind == .email { return !table.hasOtherScripts }
        return (a.signature | b.signature) & ValueTable.separatorBit == 0 && min(a.length, b.length) > 1
            && (a.nicknameCount == 0 || b.nicknameCount == 0)
    }

    private func levelOfDifferent(_ x: UInt32, _ y: UInt32) -> UInt8 {
        if let (a, b) = table.romanized(x, y) { return Self.levelAcrossScripts(a, b) }
        return table.withValues(x, y) { a, b in
            switch kind {
            case .givenName, .surname: nameLevel(a, b)
            case .email: emailLevel(a, b)
            case .phone: phoneLevel(a, b)
            case .date: dateLevel(a, b)
            case .postcode: postcodeLevel(a, b)
            case .identifier: editLevel(a, b)
            case .region, .country: regionLevel(a, b)
            case .category, .houseNumber, .ignored: Level.different
            case .fullName: wordsLevel(a, b)
            case .street, .city, .company, .text: textLevel(a, b)
            }
        }
    }
}
