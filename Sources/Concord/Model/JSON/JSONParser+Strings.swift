/// Strings: most hold no escape and only ASCII, and are taken in one piece.
extension JSONParser {
    /// Reads a string whose opening quote is the current byte; most hold no escape and are taken in one piece.
    mutating func string() throws -> String {
        position += 1
        let start = position
        var anyByte: UInt8 = 0
        skipPlainBytes()
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                let slice = UnsafeBufferPointer(rebasing: bytes[start..<position])
                // ASCII needs no validation, which is generic code that costs more than the rest of the string.
                return anyByte < 0x80 ? JSONParser.ascii(slice) : try text(slice, at: start)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw error("A control character in a string; write it as \\u00XX")
            default:
                anyByte |= byte
                position += 1
            }
        }
        throw error("The text ends inside a string")
    }

    /// Moves to the first byte that needs a look, eight at a time: a quote, a backslash, a control character, or none of ASCII.
    @inline(__always)
    mutating func skipPlainBytes() {
        let (ones, tops) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        while position + 8 <= bytes.count {
            let start = UnsafeRawPointer(bytes.baseAddress!)
            let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            // A byte less than n leaves its top bit set in (word - n) & ~word; those below the first such byte do not.
            let (quote, backslash) = (word ^ ones &* 0x22, word ^ ones &* 0x5C)
            let special =
                (word | (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash)
                & tops
            position += special.trailingZeroBitCount / 8
            if special != 0 { return }
        }
    }

    private mutating func escapedString(from start: Int) throws -> String {
        var buffer = Array(bytes[start..<position])
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return try buffer.withUnsafeBufferPointer { try text($0, at: start) }
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &buffer)
            case 0..<0x20: throw error("A control character in a string; write it as \\u00XX")
            case let byte:
                buffer.append(byte)
                position += 1
            }
        }
        throw error("The text ends inside a string")
    }

    private mutating func escape(into buffer: inout [UInt8]) throws {
        let letter = try current()
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(letter)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"): buffer.append(contentsOf: String(try escapedScalar()).utf8)
        default:
            position -= 1
            throw error("Unknown escape in a string")
        }
    }

    private mutating func escapedScalar() throws -> Character {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        let isHigh = (0xD800..<0xDC00).contains(first)
        guard isHigh, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw error("Half of a surrogate pair") }
        position += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second) else { throw error("Half of a surrogate pair") }
        let scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        return Character(Unicode.Scalar(scalar)!)
    }

    private mutating func hexadecimal() throws -> UInt16 {
        guard position + 4 <= bytes.count else { throw error("The text ends inside a string") }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue, bytes[position] < 0x80 else {
                throw error("Expected four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private static func ascii(_ slice: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: slice.count) { $0.update(fromContentsOf: slice) }
    }

    private func text(_ slice: UnsafeBufferPointer<UInt8>, at start: Int) throws -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw JSONSyntaxError(problem: "Bytes that are not UTF-8 in a string", offset: start)
        }
        return text
    }
}
