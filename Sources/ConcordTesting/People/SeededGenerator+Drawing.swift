/// Draws that people are made of, the same ones on every machine.
extension SeededGenerator {
    mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func chance(_ share: Double) -> Bool { unit() < share }

    /// An index drawn with the given shares.
    mutating func index(_ shares: [Double]) -> Int {
        var rest = unit() * shares.reduce(0, +)
        for (index, share) in shares.enumerated() {
            rest -= share
            if rest < 0 { return index }
        }
        return shares.count - 1
    }

    /// An index below `count` drawn with shares that fall as the rank rises: `1 / (rank + offset)`.
    mutating func rank(_ count: Int, offset: Double) -> Int {
        // Inverse of the integral of the share, which is close enough for names.
        let top = (Double(count) + offset) / offset
        var power = 1.0
        // top^u by repeated square roots of the bits of u: no library of mathematics is needed, and it is the same everywhere.
        var root = top
        let u = unit()
        var bits = UInt64(u * Double(1 << 30))
        var mask: UInt64 = 1 << 29
        while mask > 0 {
            root = root.squareRoot()
            if bits & mask != 0 { power *= root }
            bits &= ~mask
            mask >>= 1
        }
        return min(count - 1, Int(offset * power - offset))
    }

    /// The text, with the given chance with one letter wrong, missing, doubled or swapped with its neighbour.
    mutating func mistyped(_ text: String, _ share: Double) -> String {
        guard chance(share), text.count > 2 else { return text }
        var letters = Array(text)
        let position = 1 + below(letters.count - 1)
        let letter = Character(UnicodeScalar(UInt8(97 + below(26))))
        switch below(4) {
        case 0: letters[position] = letter
        case 1: letters.remove(at: position)
        case 2: letters.insert(letter, at: position)
        default: letters.swapAt(position, position - 1)
        }
        return String(letters)
    }
}
