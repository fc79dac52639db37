/// How alike two values of a field are. A level is four bits of a ``ComparisonPattern``.
///
/// Equal values have six levels by how often the value occurs: that two people share a rare value says more than that they
/// share a common one, and the share of true pairs among them is learnt for each. Similar values are told apart the same way.
enum Level {
    /// One of the values is missing, or was accounted for by another field.
    static let missing: UInt8 = 0
    static let different: UInt8 = 1
    /// Far, but not without likeness: an initial, the same year.
    static let distant: UInt8 = 2
    static let nearCommon: UInt8 = 3
    static let nearRare: UInt8 = 4
    /// One typing error apart.
    static let closeCommon: UInt8 = 5
    static let closeRare: UInt8 = 6
    /// Equal by the rules of the kind: a nickname, the same mailbox name elsewhere, day and month swapped.
    static let variant: UInt8 = 7
    /// Given name and surname stand in each other's column.
    static let swappedCommon: UInt8 = 8
    static let swappedRare: UInt8 = 9
    /// The first of the levels of equal values: the most frequent ones.
    static let equalCommonest: UInt8 = 10
    static let equalRarest: UInt8 = 15

    static let count = 16

    static func isEqual(_ level: UInt8) -> Bool { level >= equalCommonest }

    /// The level of two equal values that occur `count` times.
    static func equal(count: UInt32) -> UInt8 {
        switch count {
        case ...3: 15
        case ...15: 14
        case ...63: 13
        case ...255: 12
        case ...1023: 11
        default: 10
        }
    }

    /// What a level means, in the words of the report.
    static func label(_ level: UInt8) -> String {
        [
            "missing", "different", "slightly alike", "similar, common", "similar, rare", "one edit, common",
            "one edit, rare",
            "variant", "swapped, common", "swapped, rare", "equal, over 1023 rows", "equal, 256 to 1023 rows",
            "equal, 64 to 255 rows", "equal, 16 to 63 rows", "equal, 4 to 15 rows", "equal, up to 3 rows",
        ][Int(level)]
    }
}

/// The levels of all fields of a pair, four bits each, the first field lowest.
typealias ComparisonPattern = UInt128

extension ComparisonPattern {
    /// A pattern has room for this many fields.
    static let capacity = 32

    @inline(__always) func level(of field: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: self >> ComparisonPattern(field * 4)) & 15
    }
}
