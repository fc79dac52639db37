/// Sorts 64-bit words by their high bits: least significant digit first, eleven bits at a time, stable.
enum RadixSort {
    /// Sorts by the bits from `low` up to, not including, `high`. Linear; needs a second buffer of the same size.
    static func sort(_ words: inout [UInt64], bits low: Int, _ high: Int) {
        guard words.count > 1 else { return }
        if words.count < 256 {
            // Stable as well: equal keys keep their order because the position decides.
            let mask = high == 64 ? ~UInt64(0) << UInt64(low) : ((1 << UInt64(high)) - 1) & (~0 << UInt64(low))
            words = words.enumerated()
                .sorted { ($0.element & mask, $0.offset) < ($1.element & mask, $1.offset) }.map(\.element)
            return
        }
        var other = [UInt64](repeating: 0, count: words.count)
        var shift = low
        while shift < high {
            let digit = UInt64((1 << min(11, high - shift)) - 1)
            pass(words, &other, shift: UInt64(shift), digit: digit)
            swap(&words, &other)
            shift += 11
        }
    }

    private static func pass(_ words: [UInt64], _ other: inout [UInt64], shift: UInt64, digit: UInt64) {
        var starts = [Int](repeating: 0, count: Int(digit) + 2)
        for word in words { starts[Int((word >> shift) & digit) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        other.withUnsafeMutableBufferPointer { other in
            starts.withUnsafeMutableBufferPointer { starts in
                for word in words {
                    let bucket = Int((word >> shift) & digit)
                    other[starts[bucket]] = word
                    starts[bucket] += 1
                }
            }
        }
    }
}
