/// What breaks the bytes of a body and not its value.
extension RequestMutator {
    /// Pieces of JSON, and of what is none, to stand anywhere in a body.
    private static let pieces = [
        #""\ud800""#, #""\udc00\ud800""#, #""\u0000""#, "1e999", "-", "01", "18446744073709551616", "1.5e-400",
        #""tags":{},"#, #""user_id":1,"#, #""profile":null,"#, "{", "}", "[", "]", ",", ":", "\"", "\\", "//", "NaN",
        "\u{FEFF}",
        "&user_id=7&email=", "%zz", "+", "\n", "\0",
    ].map { Array($0.utf8) }

    /// Bytes that are no UTF-8: alone, overlong, a surrogate, beyond the last code point, cut off.
    private static let noUTF8: [[UInt8]] = [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ]

    /// Breaks bytes in one way.
    public mutating func breakBytes(_ bytes: inout [UInt8]) {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
        case 1: insert(generator.pick(RequestMutator.pieces), into: &bytes)
        case 2: insert(generator.pick(RequestMutator.noUTF8), into: &bytes)
        case 3: repeatPart(of: &bytes)
        case 4: bytes = RequestMutator.utf16(bytes)
        case 5: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 6: bytes = Array(repeating: UInt8(ascii: "["), count: Int.random(in: 1...200, using: &generator)) + bytes
        default: flip(&bytes)
        }
    }

    private mutating func insert(_ piece: [UInt8], into bytes: inout [UInt8]) {
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &generator))
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        for _ in 0..<generator.pick([1, 1, 2, 8]) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &generator)
            bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
    }

    /// A part of the text again behind itself, which often names a member twice.
    private mutating func repeatPart(of bytes: inout [UInt8]) {
        guard bytes.count > 2, bytes.count < 10_000 else { return }
        let start = Int.random(in: 1..<bytes.count - 1, using: &generator)
        let end = Int.random(in: start..<bytes.count, using: &generator)
        bytes.insert(contentsOf: bytes[start..<end], at: end)
    }

    private static func utf16(_ bytes: [UInt8]) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }
}
