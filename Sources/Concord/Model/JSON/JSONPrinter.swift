extension JSONValue {
    /// The value as one line of JSON in UTF-8: members sorted by name, no spaces, only what RFC 8259 demands escaped.
    ///
    /// Equal values give equal bytes, and reading them back gives an equal value.
    public func printed() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(256)
        JSONPrinter.print(self, into: &output)
        return output
    }

    /// ``printed()`` as a string.
    public var text: String { String(decoding: printed(), as: UTF8.self) }
}

enum JSONPrinter {
    static func print(_ value: JSONValue, into output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .double(let value): output.append(contentsOf: value.description.utf8)
        case .string(let value): print(value, into: &output)
        case .array(let elements): print(elements, into: &output)
        case .object(let object): print(object, into: &output)
        }
    }

    static func print(_ object: JSONObject, into output: inout [UInt8]) {
        var separator = UInt8(ascii: "{")
        for member in object.members {
            output.append(separator)
            print(member.name, into: &output)
            output.append(UInt8(ascii: ":"))
            print(member.value, into: &output)
            separator = UInt8(ascii: ",")
        }
        if object.isEmpty { output.append(separator) }
        output.append(UInt8(ascii: "}"))
    }

    private static func print(_ elements: [JSONValue], into output: inout [UInt8]) {
        var separator = UInt8(ascii: "[")
        for element in elements {
            output.append(separator)
            print(element, into: &output)
            separator = UInt8(ascii: ",")
        }
        if elements.isEmpty { output.append(separator) }
        output.append(UInt8(ascii: "]"))
    }

    private static func print(_ string: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        Bytewise.withBytes(of: string) { bytes in
            if bytes.contains(where: needsEscape) {
                for byte in bytes { printEscaped(byte, into: &output) }
            } else {
                output.append(contentsOf: bytes)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func printEscaped(_ byte: UInt8, into output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            output.append(contentsOf: "\\u00".utf8)
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 15)])
        default: output.append(byte)
        }
    }
}
