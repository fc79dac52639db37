import Foundation

/// Reads some members of a JSON object that ``JSONPrinter`` has printed, and skips the others byte by byte: a scan over
/// all golden records reads one or two of some twenty members.
struct StoredMembers: Sendable {
    private let names: [String]
    /// The names as they are printed, with the quotes, one behind the other: comparing them touches no reference count.
    private let printed: [UInt8]
    private let ranges: [Range<Int>]

    init(_ names: some Sequence<String>) {
        var unique: JSONObject = [:]
        for name in names { unique[name] = .null }
        var (printed, ranges): ([UInt8], [Range<Int>]) = ([], [])
        for member in unique.members {
            let start = printed.count
            printed += JSONValue.string(member.name).printed()
            ranges.append(start..<printed.count)
        }
        (self.names, self.printed, self.ranges) = (unique.members.map(\.name), printed, ranges)
    }

    /// The wanted members that are there.
    ///
    /// - Throws: ``JSONSyntaxError`` for a wanted value that is no JSON.
    func read(_ bytes: UnsafeBufferPointer<UInt8>) throws -> JSONObject {
        var members = JSONObject(reserving: names.count)
        var scanner = Scanner(bytes: bytes)
        while members.count < names.count, let name = scanner.name() {
            let value = scanner.value()
            guard let index = index(of: name) else { continue }
            _ = members.insert(names[index], try JSONValue(parsing: value))
        }
        return members
    }

    private func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        printed.withUnsafeBufferPointer { printed in
            ranges.firstIndex { range in
                range.count == name.count
                    && memcmp(printed.baseAddress! + range.lowerBound, name.baseAddress!, name.count) == 0
            }
        }
    }
}

/// Walks over the members of a printed object, which has no space between its tokens.
private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Behind the opening brace or a comma.
    private var position = 1

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next member's name in its quotes; `nil` at the end.
    mutating func name() -> UnsafeBufferPointer<UInt8>? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
        let start = position
        skipString()
        defer { position += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    /// The member's value.
    mutating func value() -> UnsafeBufferPointer<UInt8> {
        let start = position
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                skipString()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "}") where depth > 0: depth -= 1
            case UInt8(ascii: ",") where depth == 0, UInt8(ascii: "}"):
                defer { position += 1 }
                return UnsafeBufferPointer(rebasing: bytes[start..<position])
            default: break
            }
            position += 1
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    /// Moves behind the string that begins here.
    private mutating func skipString() {
        position += 1
        while position < bytes.count {
            let rest = UnsafeBufferPointer(rebasing: bytes[position...])
            guard let quote = memchr(rest.baseAddress!, 0x22, rest.count) else {
                position = bytes.count
                return
            }
            position += UnsafeRawPointer(quote) - UnsafeRawPointer(rest.baseAddress!) + 1
            // A quote behind an odd number of backslashes belongs to the string.
            var backslashes = 0
            while bytes[position - 2 - backslashes] == UInt8(ascii: "\\") { backslashes += 1 }
            if backslashes.isMultiple(of: 2) { return }
        }
    }
}
