/// A 128-bit id that sorts by its time of birth: 48 bits of milliseconds, then 80 random bits
/// (github.com/ulid/spec), written as 26 characters of Crockford's base 32.
public struct ULID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    /// The id with these 128 bits, the most significant first.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An id born at `time`, with random bits from `generator`.
    public init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
        let random = UInt64.random(in: 0...UInt64(UInt16.max), using: &generator)
        high = UInt64(truncatingIfNeeded: time.milliseconds) << 16 | random
        low = generator.next()
    }

    /// Reads the 26 characters; lower case is taken too. `nil` when the text is no ULID.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 26 else { return nil }
        var (high, low) = (UInt64(0), UInt64(0))
        for (index, byte) in text.utf8.enumerated() {
            let digit = ULID.digits[Int(byte)]
            guard digit < 32, index > 0 || digit < 8 else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }

    public var description: String {
        var (high, low) = (high, low)
        return String(unsafeUninitializedCapacity: 26) { buffer in
            for index in stride(from: 25, through: 0, by: -1) {
                buffer[index] = ULID.alphabet[Int(low & 31)]
                low = low >> 5 | high << 59
                high >>= 5
            }
            return 26
        }
    }

    public static func < (left: ULID, right: ULID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The value of each ASCII character, 255 for those that are no digit.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() {
            digits[Int(character)] = UInt8(value)
            digits[Int(character | 0x20)] = UInt8(value)
        }
        return digits
    }()
}
