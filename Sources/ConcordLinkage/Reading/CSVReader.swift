import Foundation

/// Streams one CSV file into a table.
struct CSVReader {
    private var input: InputFile
    private let threads: Int
    private let maximalRecordBytes: Int
    private var scanner = CSVScanner(separator: UInt8(ascii: ","))
    private var fields: [CSVScanner.Field] = []
    /// For each row of the batch the line on which it begins.
    private var lines: [Int] = []
    private var targets: [Int] = []
    private var header: [String] = []

    init(input: InputFile, threads: Int, maximalRecordBytes: Int) {
        self.input = input
        self.threads = threads
        self.maximalRecordBytes = maximalRecordBytes
    }

    /// Reads all rows; `progress` is told the bytes read.
    mutating func read(into builder: inout TableBuilder, progress: (Int) -> Void) throws {
        var buffer: [UInt8] = []
        var bytes = 0
        while true {
            let chunk = try input.next()
            bytes += chunk.count
            buffer.append(contentsOf: chunk)
            let used = try buffer.withUnsafeBufferPointer { try consume($0, isLast: chunk.isEmpty, into: &builder) }
            buffer.removeSubrange(..<used)
            progress(bytes)
            if chunk.isEmpty { break }
            guard buffer.count <= maximalRecordBytes else { throw tooLong() }
        }
        guard buffer.isEmpty else { throw unclosedQuote() }
        guard !header.isEmpty else {
            throw LinkageError(.input, "\(input.path) has no header", remedy: "The first line must name the columns")
        }
    }

    /// Appends the complete records of the buffer to the table; returns how many bytes they take.
    private mutating func consume(
        _ buffer: UnsafeBufferPointer<UInt8>,
        isLast: Bool,
        into builder: inout TableBuilder
    ) throws -> Int {
        var position = 0
        fields.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        if header.isEmpty { scanner = CSVScanner(separator: Self.separator(of: buffer)) }
        scan: while position < buffer.count {
            let line = scanner.lines + 1
            let first = fields.count
            switch scanner.scan(buffer, from: position, isLast: isLast, into: &fields) {
            case .incomplete: break scan
            case .record(let next):
                guard next - position <= maximalRecordBytes else { throw tooLong(line: line) }
                position = next
                try take(recordAt: first, line: line, buffer: buffer, into: &builder)
            }
        }
        try flush(buffer, into: &builder)
        return position
    }

    private mutating func take(
        recordAt first: Int,
        line: Int,
        buffer: UnsafeBufferPointer<UInt8>,
        into builder: inout TableBuilder
    ) throws {
        let count = fields.count - first
        let isBlank = count == 1 && fields[first].start == fields[first].end
        guard !header.isEmpty else {
            if !isBlank { try takeHeader(fields[first...], line: line, buffer: buffer, into: &builder) }
            fields.removeSubrange(first...)
            return
        }
        guard !isBlank || header.count == 1 else {
            fields.removeSubrange(first...)
            return
        }
        lines.append(line)
        guard count != header.count else { return }
        builder.report("\(count) fields where the header has \(header.count)", line: line)
        if count > header.count {
            fields.removeSubrange((first + header.count)...)
        } else {
            let missing = CSVScanner.Field(start: 0, end: 0, isEscaped: false)
            fields.append(contentsOf: repeatElement(missing, count: header.count - count))
        }
    }

    private mutating func takeHeader(
        _ record: ArraySlice<CSVScanner.Field>,
        line: Int,
        buffer: UnsafeBufferPointer<UInt8>,
        into builder: inout TableBuilder
    ) throws {
        var unescaped: [UInt8] = []
        for field in record {
            CSVScanner.unescape(UnsafeBufferPointer(rebasing: buffer[field.start..<field.end]), into: &unescaped)
            let name = String(decoding: unescaped, as: UTF8.self).trimmingCharacters(in: .whitespaces)
            guard !header.contains(name) else {
                throw LinkageError(
                    .input,
                    "\(input.path), line \(line): the column name '\(name)' occurs twice",
                    remedy: "Rename one of them"
                )
            }
            header.append(name)
            targets.append(builder.column(named: name))
        }
    }

    private mutating func flush(_ buffer: UnsafeBufferPointer<UInt8>, into builder: inout TableBuilder) throws {
        guard !lines.isEmpty else { return }
        let fault = builder.append(fields, width: header.count, targets: targets, buffer: buffer, threads: threads)
        if let fault {
            throw LinkageError(
                .input,
                "\(input.path), line \(lines[fault.row]), column '\(header[fault.field])': the text is not UTF-8",
                remedy: "Convert the file first, e.g. iconv -f LATIN1 -t UTF-8 FILE"
            )
        }
    }

    /// The separator that the first line holds most of: comma, semicolon or tab.
    private static func separator(of buffer: UnsafeBufferPointer<UInt8>) -> UInt8 {
        let line = buffer.prefix { $0 != UInt8(ascii: "\n") }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = candidates.map { candidate in line.reduce(0) { $0 + ($1 == candidate ? 1 : 0) } }
        return candidates[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
    }

    private func tooLong(line: Int? = nil) -> LinkageError {
        LinkageError(
            .input,
            "\(input.path), line \(line ?? scanner.lines + 1): the row is longer than \(maximalRecordBytes >> 20) MB",
            remedy: "Look for a quote that is never closed"
        )
    }

    private func unclosedQuote() -> LinkageError {
        LinkageError(
            .input,
            "\(input.path), line \(scanner.lines + 1): a quoted field is never closed",
            remedy: "Close the quote"
        )
    }
}
