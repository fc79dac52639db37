import Foundation

extension JSONValue {
    /// How deep arrays and objects may nest.
    public static let maximumDepth = 64

    /// Reads one JSON text (RFC 8259) from UTF-8 bytes.
    ///
    /// Stricter than Foundation's readers where those lose something without a word: a name that appears twice in one
    /// object, half of a surrogate pair, an integer beyond 64 bits, a number beyond a `Double` and more than
    /// ``maximumDepth`` levels are errors. One pass; about a microsecond for 250 bytes.
    ///
    /// - Throws: ``JSONSyntaxError``.
    public init(parsing bytes: some Sequence<UInt8>) throws {
        let parsed = try bytes.withContiguousStorageIfAvailable { try JSONParser.parse($0) }
        if let parsed {
            self = parsed
        } else {
            self = try Array(bytes).withUnsafeBufferPointer { try JSONParser.parse($0) }
        }
    }
}

/// A recursive-descent reader over bytes in memory.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    /// Reads the one value that the bytes hold.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value()
        parser.skipWhitespace()
        guard parser.position == bytes.count else { throw parser.error("Text after the end of the JSON value") }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func value() throws -> JSONValue {
        skipWhitespace()
        switch try current() {
        case UInt8(ascii: "{"): return try nested { .object(try $0.object()) }
        case UInt8(ascii: "["): return try nested { .array(try $0.array()) }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw error("Expected a JSON value")
        }
    }

    private mutating func nested(_ read: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= JSONValue.maximumDepth else {
            throw error("More than \(JSONValue.maximumDepth) levels of nesting")
        }
        position += 1
        return try read(&self)
    }

    private mutating func object() throws -> JSONObject {
        var object = JSONObject()
        var late: [JSONObject.Member] = []
        let beginning = position
        skipWhitespace()
        if try take("}") { return object }
        object = JSONObject(reserving: 6)
        while true {
            skipWhitespace()
            guard try current() == UInt8(ascii: "\"") else { throw error("Expected a name in quotes") }
            let start = position
            let name = try string()
            skipWhitespace()
            guard try take(":") else { throw error("Expected a colon after a name") }
            let value = try value()
            if object.isCostly(toInsert: name) {
                late.append(JSONObject.Member(name: name, value: value))
            } else if !object.insert(name, value) {
                throw JSONSyntaxError(problem: "An object names a member twice", offset: start)
            }
            skipWhitespace()
            if try take("}") { break }
            guard try take(",") else { throw error("Expected a comma or the end of the object") }
        }
        guard object.insert(late) else {
            throw JSONSyntaxError(problem: "An object names a member twice", offset: beginning)
        }
        return object
    }

    private mutating func array() throws -> [JSONValue] {
        var elements: [JSONValue] = []
        skipWhitespace()
        if try take("]") { return elements }
        while true {
            elements.append(try value())
            skipWhitespace()
            if try take("]") { return elements }
            guard try take(",") else { throw error("Expected a comma or the end of the array") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            memcmp(bytes.baseAddress! + position, word.utf8Start, word.utf8CodeUnitCount) == 0
        else { throw error("Expected a JSON value") }
        position = end
        return value
    }

    private mutating func number() throws -> JSONValue {
        let start = position
        _ = try take("-")
        if try !take("0") { try digits() }
        var isInteger = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger {
            if let integer = Int64(text) { return .integer(integer) }
            throw JSONSyntaxError(problem: "An integer beyond 64 bits; send it as a string", offset: start)
        }
        if let double = Double(text), double.isFinite { return .double(double) }
        throw JSONSyntaxError(problem: "A number beyond what a double holds", offset: start)
    }

    private mutating func digits() throws {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else { throw error("Expected a digit") }
    }

    /// Reads a string whose opening quote is the current byte; most hold no escape and are taken in one piece.
    private mutating func string() throws -> String {
        position += 1
        let start = position
        var anyByte: UInt8 = 0
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

    @inline(__always)
    private mutating func take(_ character: Unicode.Scalar) throws -> Bool {
        guard try current() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    @inline(__always)
    private func current() throws -> UInt8 {
        guard position < bytes.count else { throw error("The text ends too early") }
        return bytes[position]
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func error(_ problem: String) -> JSONSyntaxError {
        JSONSyntaxError(problem: problem, offset: position)
    }
}
