import Foundation

/// Reads files of rows into columns: CSV (RFC 4180, also with `;` or tab) and JSON Lines.
public struct TableReader: Sendable {
    /// The number of threads that encode columns.
    public var threads: Int
    /// The longest record that is read; a longer one is an error, because it is a quote that was never closed.
    public var maximalRecordBytes = 16 << 20
    /// Called now and then with the bytes read so far and the bytes of all files.
    public var progress: @Sendable (Int, Int) -> Void = { _, _ in }

    public init(threads: Int = 1) { self.threads = threads }

    /// Reads the files into one table; columns of equal name are one column.
    ///
    /// Rows with too few fields are filled with missing values, fields beyond the header are left out, and both are listed in
    /// ``Table/problems``. Memory is that of the columns: each distinct value once and four bytes a cell.
    /// - Throws: ``LinkageError`` for a file that cannot be opened, is compressed, is empty, has no header or has a column name twice,
    ///   for text that is not UTF-8 and for a record over ``maximalRecordBytes``, with file and line.
    public func read(_ paths: [String]) throws -> Table {
        guard paths.count <= 1000 else {
            throw LinkageError(.usage, "More than 1000 input files", remedy: "Concatenate some of them")
        }
        let total = paths.reduce(0) { $0 + Self.size(of: $1) }
        var done = 0
        var builder = TableBuilder()
        for path in paths {
            let input = try InputFile(path: path)
            builder.beginFile(path)
            if input.looksLikeJSON {
                var reader = JSONLinesReader(input: input)
                try reader.read(into: &builder)
            } else {
                var reader = CSVReader(input: input, threads: threads, maximalRecordBytes: maximalRecordBytes)
                try reader.read(into: &builder) { progress(done + $0, total) }
            }
            done += Self.size(of: path)
            progress(done, total)
        }
        return builder.build()
    }

    private static func size(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}
