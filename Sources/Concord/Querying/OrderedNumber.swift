/// A number of JSON in its exact order, whether an integer or a double: integers beyond 2^53 keep their distance from the
/// doubles beside them, and −0 is 0.
struct OrderedNumber: Sendable, Hashable, Comparable {
    /// The greatest double that is not above the number.
    let floor: Double
    /// How far the number is above `floor`; below 2^10, because doubles lie no farther apart within 64 bits.
    let rest: UInt16

    init(_ value: Double) {
        (floor, rest) = (value == 0 ? 0 : value, 0)
    }

    init(_ value: Int64) {
        var floor = Double(value)
        // The nearest double may be above the number, and for the greatest ones above all of `Int64`.
        if floor >= 0x1p63 || Int64(floor) > value { floor = floor.nextDown }
        self.floor = floor
        rest = UInt16(value - Int64(floor))
    }

    static func < (left: OrderedNumber, right: OrderedNumber) -> Bool {
        (left.floor, left.rest) < (right.floor, right.rest)
    }

    /// The bits of `floor` so that unsigned comparison is the order: negative numbers inverted, the others above them.
    var orderedBits: UInt64 {
        let bits = floor.bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
}
