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
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    var depth = 0

    /// Reads the one value that the bytes hold.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value()
        parser.skipWhitespace()
        guard parser.position == bytes.count else { throw parser.error("Text after the end of the JSON value") }
        return value
    }

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func value() throws -> JSONValue {
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

    @inline(__always)
    mutating func take(_ character: Unicode.Scalar) throws -> Bool {
        guard try current() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    @inline(__always)
    func current() throws -> UInt8 {
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

    func error(_ problem: String) -> JSONSyntaxError {
        JSONSyntaxError(problem: problem, offset: position)
    }
}
