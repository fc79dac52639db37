/// Cuts a buffer into the records and fields of RFC 4180, without copying any.
///
/// Accepts CRLF, LF and CR line ends, quoted fields with embedded separators and line ends, and text after a closing
/// quote, which belongs to the field. Quotes inside an unquoted field are text. Linear in the buffer.
struct CSVScanner {
    /// Where a field lies in the buffer. `isEscaped` fields hold doubled quotes that ``CSVScanner/unescape(_:into:)`` halves.
    struct Field {
        private let offset: UInt32
        private let endAndMark: UInt32

        /// - Precondition: the buffer has less than 2 GB.
        init(start: Int, end: Int, isEscaped: Bool) {
            offset = UInt32(start)
            endAndMark = UInt32(end) << 1 | (isEscaped ? 1 : 0)
        }

        var start: Int { Int(offset) }
        var end: Int { Int(endAndMark >> 1) }
        var isEscaped: Bool { endAndMark & 1 != 0 }
    }

    enum Outcome {
        /// A record, and the offset of what follows it.
        case record(next: Int)
        /// The buffer ends inside the record; at the end of the input, inside its quotes.
        case incomplete
    }

    let separator: UInt8
    /// Line ends seen so far, those inside quotes too.
    private(set) var lines = 0

    init(separator: UInt8) { self.separator = separator }

    /// Reads the record at `offset` into `fields`. With `isLast` the end of the buffer ends the record.
    mutating func scan(
        _ buffer: UnsafeBufferPointer<UInt8>,
        from offset: Int,
        isLast: Bool,
        into fields: inout [Field]
    ) -> Outcome {
        var position = offset
        var newlines = 0
        let first = fields.count
        while true {
            guard let field = scanField(buffer, at: &position, isLast: isLast, newlines: &newlines) else {
                fields.removeSubrange(first...)
                return .incomplete
            }
            fields.append(field)
            guard position < buffer.count else {
                lines += newlines
                return .record(next: position)
            }
            let end = buffer[position]
            position += 1
            if end == separator { continue }
            if end == UInt8(ascii: "\r"), position < buffer.count, buffer[position] == UInt8(ascii: "\n") {
                position += 1
            }
            lines += newlines + 1
            return .record(next: position)
        }
    }

    /// One field; `position` ends on the separator or line end behind it, or at the end of the buffer.
    @inline(__always) private func scanField(
        _ buffer: UnsafeBufferPointer<UInt8>,
        at position: inout Int,
        isLast: Bool,
        newlines: inout Int
    ) -> Field? {
        if position < buffer.count, buffer[position] == UInt8(ascii: "\"") {
            return scanQuoted(buffer, at: &position, isLast: isLast, newlines: &newlines)
        }
        let start = position
        while position < buffer.count, !endsField(buffer[position]) { position += 1 }
        if !isLast && mayContinue(buffer, at: position) { return nil }
        return Field(start: start, end: position, isEscaped: false)
    }

    private func scanQuoted(
        _ buffer: UnsafeBufferPointer<UInt8>,
        at position: inout Int,
        isLast: Bool,
        newlines: inout Int
    ) -> Field? {
        position += 1
        let start = position
        var isEscaped = false
        while position < buffer.count {
            let byte = buffer[position]
            if byte == UInt8(ascii: "\n") { newlines += 1 }
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < buffer.count, buffer[position + 1] == byte else { break }
                isEscaped = true
                position += 1
            }
            position += 1
        }
        guard position < buffer.count else { return nil }
        let field = Field(start: start, end: position, isEscaped: isEscaped)
        position += 1
        while position < buffer.count, !endsField(buffer[position]) { position += 1 }
        return !isLast && mayContinue(buffer, at: position) ? nil : field
    }

    @inline(__always) private func endsField(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// At the end of the buffer, or on a CR whose LF may come with the next one, more must be read first.
    @inline(__always) private func mayContinue(_ buffer: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        position >= buffer.count || (buffer[position] == UInt8(ascii: "\r") && position + 1 == buffer.count)
    }

    /// Replaces `output` by the bytes of a field with its doubled quotes halved.
    static func unescape(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        output.removeAll(keepingCapacity: true)
        var skips = false
        for byte in bytes {
            if byte == UInt8(ascii: "\""), !skips {
                skips = true
                output.append(byte)
            } else if byte == UInt8(ascii: "\"") {
                skips = false
            } else {
                skips = false
                output.append(byte)
            }
        }
    }
}
