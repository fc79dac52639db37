/// One line of the input that is not blank.
struct InputLine: Hashable {
    /// The line's number in the file, from 1; blank lines count.
    let number: Int
    /// The bytes without the line's end; `nil` for a line that is longer than any request may be.
    let bytes: [UInt8]?
}

/// Cuts a stream of bytes into lines.
///
/// A line ends with a newline, or with a carriage return and a newline, or with the input. A line that is too long is
/// counted and its bytes are dropped while they pass, so that memory is bounded whatever the input.
struct LineSplitter {
    /// The longest line in bytes, which is the largest request that a vendor takes (vendors.md 1.1).
    static let maximumBytes = 1 << 20

    /// The bytes of the line that has begun: at most one more than the maximum and its carriage return.
    private var begun: [UInt8] = []
    private var number = 1

    /// Takes the next bytes and adds the lines that they end.
    mutating func append(_ chunk: [UInt8], to lines: inout [InputLine]) {
        var start = chunk.startIndex
        while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
            keep(chunk[start..<end])
            endLine(&lines)
            start = end + 1
        }
        keep(chunk[start...])
    }

    /// Ends the input: a last line needs no newline.
    mutating func finish(_ lines: inout [InputLine]) {
        endLine(&lines)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        begun += bytes.prefix(max(0, LineSplitter.maximumBytes + 2 - begun.count))
    }

    private mutating func endLine(_ lines: inout [InputLine]) {
        if begun.last == UInt8(ascii: "\r") { begun.removeLast() }
        // What Windows' editors put before the first line is no part of it (RFC 8259, section 8.1).
        if number == 1, begun.starts(with: [0xEF, 0xBB, 0xBF]) { begun.removeFirst(3) }
        if begun.count > LineSplitter.maximumBytes {
            lines.append(InputLine(number: number, bytes: nil))
        } else if !begun.allSatisfy(LineSplitter.isBlank) {
            lines.append(InputLine(number: number, bytes: begun))
        }
        begun.removeAll(keepingCapacity: begun.capacity <= 1 << 16)
        number += 1
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
