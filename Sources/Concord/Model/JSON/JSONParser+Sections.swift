import Foundation

/// An account's fields as the store writes them: an object of a few objects, whose names are known and come in the order of
/// their bytes. Read without an object for the whole, which costs a fifth of reading all.
extension JSONParser {
    /// Lets `read` move behind the fields of each section; `false` when the bytes are anything else or `read` says so. Then
    /// ``parse(_:)`` reads or refuses them.
    static func sections(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ read: (FieldSection, inout JSONParser) throws -> Bool
    ) throws -> Bool {
        var parser = JSONParser(bytes: bytes)
        parser.depth = 1
        guard !bytes.isEmpty, try parser.take("{") else { return false }
        if bytes.count == 2, try parser.take("}") { return true }
        var rest = FieldSection.stored[...]
        while let section = parser.takeName(of: &rest) {
            guard try read(section, &parser) else { return false }
            if try parser.take("}") { return parser.position == bytes.count }
            guard try parser.take(",") else { return false }
        }
        return false
    }

    /// The tags among the sections, as they are compared and hashed, made without decoding anything; `nil` when that takes
    /// decoding.
    static func tagRow(_ bytes: UnsafeBufferPointer<UInt8>) throws -> TextRow? {
        var row = TextRow()
        row.reserve(0, bytes: bytes.count)
        let isRead = try sections(bytes) { section, parser in
            if section == .tags { return try parser.takeStrings(into: &row) }
            return try parser.skipObject()
        }
        return isRead ? row : nil
    }

    /// Moves behind a name with its quotes and its colon, and drops it and those before it.
    private mutating func takeName(of rest: inout ArraySlice<(name: StaticString, section: FieldSection)>)
        -> FieldSection?
    {
        while let (name, section) = rest.popFirst() {
            let end = position + name.utf8CodeUnitCount
            guard end <= bytes.count, memcmp(bytes.baseAddress! + position, name.utf8Start, end - position) == 0
            else { continue }
            position = end
            return section
        }
        return nil
    }

    /// Moves behind an object by its brackets and strings alone; `false` when it is none.
    private mutating func skipObject() throws -> Bool {
        guard try current() == UInt8(ascii: "{") else { return false }
        var level = 0
        repeat {
            switch try current() {
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["): level += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): level -= 1
            default: break
            }
            position += 1
        } while level > 0
        return true
    }

    /// Adds the names and the values of an object of strings; `false` when it holds anything else, or an escape.
    private mutating func takeStrings(into row: inout TextRow) throws -> Bool {
        guard try take("{") else { return false }
        if try take("}") { return true }
        while true {
            guard let name = try takePlainString(), try take(":"), let value = try takePlainString() else {
                return false
            }
            row.append(name)
            row.append(value)
            if try take("}") { return true }
            guard try take(",") else { return false }
        }
    }

    private mutating func takePlainString() throws -> UnsafeBufferPointer<UInt8>? {
        guard try take("\"") else { return nil }
        let start = position
        skipPlainBytes()
        while try current() != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") { return nil }
            position += 1
            skipPlainBytes()
        }
        defer { position += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    /// Moves to the quote at the end of a string.
    private mutating func skipString() throws {
        position += 1
        skipPlainBytes()
        while try current() != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            skipPlainBytes()
        }
    }
}

extension FieldSection {
    /// As the store writes each: its name in quotes and a colon, in the order of their bytes.
    fileprivate static let stored: [(name: StaticString, section: FieldSection)] = [
        ("\"attributes\":", .attributes), ("\"profile\":", .profile), ("\"properties\":", .properties),
        ("\"settings\":", .settings), ("\"tags\":", .tags),
    ]
}
