/// A scored pair.
struct Edge: Sendable {
    let pair: ProfilePair
    /// In bits, prior included.
    var weight: Float
}

extension Array<Edge> {
    /// The edges by falling weight; equal ones in their order. Linear.
    func bestFirst() -> [Edge] {
        var order = enumerated().map { UInt64(~$1.weight.orderedBits) << 32 | UInt64($0) }
        RadixSort.sort(&order, bits: 32, 64)
        return order.map { self[Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF)] }
    }
}

extension Float {
    /// Bits that compare as the numbers do.
    fileprivate var orderedBits: UInt32 { sign == .minus ? ~bitPattern : bitPattern | 1 << 31 }
}
