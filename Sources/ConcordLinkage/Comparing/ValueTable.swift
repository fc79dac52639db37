import Foundation

/// What comparing and blocking need to know of each distinct value of a field, by id.
struct ValueTable: Sendable {
    let values: Lexicon
    /// The number of rows that have the value.
    let counts: [UInt32]
    /// The number of rows with any value.
    let filled: Int
    /// The level of two equal values.
    let equalLevels: [UInt8]
    let traits: [ValueTraits]
    /// The groups of nicknames that the given names belong to, name by name.
    private(set) var nicknames: [UInt32] = []
    /// The values in other scripts, in Latin letters.
    private var romanized: [UInt32: [UInt8]] = [:]

    init(field: Field, profiles: Profiles, nicknames table: Nicknames) {
        values = field.values
        var counts = [UInt32](repeating: 0, count: values.count + 1)
        for (profile, id) in field.ids.enumerated() { counts[Int(id)] += UInt32(profiles.multiplicity(profile)) }
        counts[0] = 0
        filled = counts.reduce(0) { $0 + Int($1) }
        self.counts = counts
        equalLevels = counts.map { Level.equal(count: $0) }
        let commonFrom = UInt32(max(4, filled / 2000))
        var traits = [ValueTraits()]
        traits.reserveCapacity(values.count + 1)
        for id in 1..<UInt32(values.count + 1) {
            var value = ValueTraits()
            let latin = Self.romanized(values, id)
            romanized[id] = latin
            values.withBytes(of: id) { bytes in
                // Addresses share the letters of a few domains: only the mailbox tells them apart.
                let telling = field.kind == .email ? bytes.prefix { $0 != UInt8(ascii: "@") } : bytes[...]
                value.signature = Self.signature(telling)
                value.part =
                    latin?.withUnsafeBufferPointer { ValuePart.hash($0, kind: field.kind) }
                    ?? ValuePart.hash(bytes, kind: field.kind)
            }
            let range = values.range(of: id)
            value.start = range.lowerBound
            value.length = UInt32(range.count)
            value.isCommon = counts[Int(id)] >= commonFrom
            if field.kind == .givenName {
                let groups = table.groups(of: values.string(id))
                value.nicknames = UInt32(nicknames.count)
                value.nicknameCount = UInt16(groups.count)
                nicknames += groups
            }
            traits.append(value)
        }
        self.traits = traits
    }

    /// A value in Latin letters; nil where it has some already, or has no letters.
    private static func romanized(_ values: Lexicon, _ id: UInt32) -> [UInt8]? {
        let isOther = values.withBytes(of: id) { bytes in
            bytes.contains { $0 >= 0x80 } && !bytes.contains { $0 | 0x20 >= UInt8(ascii: "a") && $0 < 0x80 }
        }
        guard isOther else { return nil }
        return values.string(id).applyingTransform(.toLatin, reverse: false).map { Array(TextFolding.fold($0).utf8) }
    }

    var hasOtherScripts: Bool { !romanized.isEmpty }

    /// Both values in Latin letters, where just one of them is written so.
    func romanized(_ x: UInt32, _ y: UInt32) -> ([UInt8], [UInt8])? {
        guard !romanized.isEmpty else { return nil }
        switch (romanized[x], romanized[y]) {
        case (let x?, nil): return (x, values.withBytes(of: y) { Array($0) })
        case (nil, let y?): return (values.withBytes(of: x) { Array($0) }, y)
        default: return nil
        }
    }

    /// Calls `body` with two values.
    @inline(__always) func withValues(_ x: UInt32, _ y: UInt32, _ body: (Value, Value) -> UInt8) -> UInt8 {
        let (x, y) = (traits[Int(x)], traits[Int(y)])
        return values.bytes.withUnsafeBufferPointer { bytes in
            body(
                Value(traits: x, bytes: UnsafeBufferPointer(rebasing: bytes[x.start..<x.start + Int(x.length)])),
                Value(traits: y, bytes: UnsafeBufferPointer(rebasing: bytes[y.start..<y.start + Int(y.length)]))
            )
        }
    }

    /// Whether two given names are forms of one name.
    func areNicknames(_ x: ValueTraits, _ y: ValueTraits) -> Bool {
        (0..<Int(x.nicknameCount)).contains { left in
            (0..<Int(y.nicknameCount)).contains { right in
                nicknames[Int(x.nicknames) + left] == nicknames[Int(y.nicknames) + right]
            }
        }
    }

    /// The bit of a signature for what is neither letter nor digit.
    static let separatorBit: UInt32 = 1 << 31

    /// One bit per letter, five for the digits, one for the rest.
    private static func signature(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
        bytes.reduce(0) { signature, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): signature | 1 << UInt32(byte - UInt8(ascii: "a"))
            case UInt8(ascii: "0")...UInt8(ascii: "9"): signature | 1 << (26 + UInt32(byte - UInt8(ascii: "0")) / 2)
            default: signature | separatorBit
            }
        }
    }
}

/// What is looked at of a value before its text is, in one place of memory.
struct ValueTraits: Sendable {
    /// Which letters and digits occur, to rule out likeness without looking at the text.
    var signature: UInt32 = 0
    /// A hash of the telling part: an e-mail's local part, the head of a postcode, the end of a number.
    var part: UInt32 = 0
    /// Where the text begins, and its bytes.
    var start = 0
    var length: UInt32 = 0
    /// Where the groups of nicknames begin, and how many there are.
    var nicknames: UInt32 = 0
    var nicknameCount: UInt16 = 0
    var isCommon = false
}

/// A value as the levels see it.
struct Value {
    let traits: ValueTraits
    let bytes: UnsafeBufferPointer<UInt8>

    @inline(__always) var count: Int { bytes.count }
}

/// The part of a value that is still telling when the rest differs.
enum ValuePart {
    /// A hash of the part, 0 where the value has none.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>, kind: FieldKind) -> UInt32 {
        guard !bytes.isEmpty else { return 0 }
        let part: UnsafeBufferPointer<UInt8>.SubSequence
        switch kind {
        case .email: part = bytes.prefix { $0 != UInt8(ascii: "@") }
        case .phone: part = bytes.suffix(7)
        case .date: part = bytes.prefix(4)
        case .postcode: part = bytes.count > 5 ? bytes.dropLast(3) : bytes.prefix(max(2, bytes.count - 2))
        case .givenName, .surname: return soundex(bytes)
        default: part = bytes.prefix { $0 != UInt8(ascii: " ") }
        }
        return UInt32(truncatingIfNeeded: Hashing.hash(UnsafeBufferPointer(rebasing: part))) | 1
    }

    /// The first letter and the classes of the next three consonants: Russell's Soundex of the first word, as an integer.
    static func soundex(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var code = UInt32(bytes[0])
        var digits = 0
        var previous = consonantClass(bytes[0])
        for byte in bytes.dropFirst().prefix(while: { $0 != UInt8(ascii: " ") }) where digits < 3 {
            let consonant = consonantClass(byte)
            if consonant > 0, consonant != previous {
                code = code << 4 | consonant
                digits += 1
            }
            // H and W do not separate consonants of one class; vowels do.
            if byte != UInt8(ascii: "h"), byte != UInt8(ascii: "w") { previous = consonant }
        }
        return UInt32(truncatingIfNeeded: Hashing.mix(UInt64(code))) | 1
    }

    private static func consonantClass(_ byte: UInt8) -> UInt32 {
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "p"), UInt8(ascii: "v"): 1
        case UInt8(ascii: "c"), UInt8(ascii: "g"), UInt8(ascii: "j"), UInt8(ascii: "k"), UInt8(ascii: "q"),
            UInt8(ascii: "s"),
            UInt8(ascii: "x"), UInt8(ascii: "z"):
            2
        case UInt8(ascii: "d"), UInt8(ascii: "t"): 3
        case UInt8(ascii: "l"): 4
        case UInt8(ascii: "m"), UInt8(ascii: "n"): 5
        case UInt8(ascii: "r"): 6
        default: 0
        }
    }
}
