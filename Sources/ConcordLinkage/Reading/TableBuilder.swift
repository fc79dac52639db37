/// Collects the columns of a table while its files are read; columns of equal name in several files are one.
///
/// For rows that come from elsewhere: begin a file, which names them, and append row by row.
public struct TableBuilder {
    private(set) var table = Table(columns: [], rowCount: 0, fileOfRow: [], files: [], problems: [], problemCount: 0)

    public init() {}

    /// The index of the column, which is new (and missing in all rows so far) when no file had it before.
    public mutating func column(named name: String) -> Int {
        if let index = table.columns.firstIndex(where: { $0.name == name }) { return index }
        let ids = [UInt32](repeating: 0, count: table.rowCount)
        table.columns.append(Table.Column(name: name, ids: ids, values: Lexicon()))
        return table.columns.count - 1
    }

    /// Begins a file; its rows are appended before the next one begins.
    public mutating func beginFile(_ name: String) { table = table.with(file: name) }

    mutating func report(_ message: String, line: Int) {
        table.problemCount += 1
        guard table.problems.count < Table.maximalProblems else { return }
        table.problems.append(.init(file: table.files.last ?? "", line: line, message: message))
    }

    /// Appends a batch of rows given as fields of a buffer, `width` fields a row.
    ///
    /// - Parameters:
    ///   - targets: for each field of a row the column that takes it.
    /// - Returns: the row (in the batch) and field of the first value that is not UTF-8, if any.
    mutating func append(
        _ fields: [CSVScanner.Field],
        width: Int,
        targets: [Int],
        buffer: UnsafeBufferPointer<UInt8>,
        threads: Int
    ) -> (row: Int, field: Int)? {
        let rows = fields.count / width
        var fieldOfColumn = [Int?](repeating: nil, count: table.columns.count)
        for (field, column) in targets.enumerated() { fieldOfColumn[column] = field }
        nonisolated(unsafe) let buffer = buffer
        let fault = Mutexed<(row: Int, field: Int)?>(nil)
        Parallel.forEach(&table.columns, threads: threads) { [fieldOfColumn] index, column in
            guard let field = fieldOfColumn[index] else {
                column.ids.append(contentsOf: repeatElement(0, count: rows))
                return
            }
            if let row = column.append(fields, field: field, width: width, buffer: buffer) {
                fault.update { if ($0.map { (row, field) < ($0.row, $0.field) } ?? true) { $0 = (row, field) } }
            }
        }
        table.rowCount += rows
        table.fileOfRow.append(contentsOf: repeatElement(UInt16(table.files.count - 1), count: rows))
        return fault.value
    }

    /// Appends one row given as text; columns that it does not name are missing, and of one that it names twice the
    /// first value counts.
    /// - Precondition: a file has begun.
    public mutating func append(_ row: [(column: Int, value: String)]) {
        for (column, value) in row where table.columns[column].ids.count == table.rowCount {
            table.columns[column].ids.append(table.columns[column].values.intern(Array(value.utf8)))
        }
        table.rowCount += 1
        for index in table.columns.indices where table.columns[index].ids.count < table.rowCount {
            table.columns[index].ids.append(0)
        }
        table.fileOfRow.append(UInt16(table.files.count - 1))
    }

    /// The table; no column can grow any more.
    public consuming func build() -> Table {
        for index in table.columns.indices { table.columns[index].values.freeze() }
        return table
    }
}

extension Table {
    fileprivate func with(file: String) -> Table {
        Table(
            columns: columns,
            rowCount: rowCount,
            fileOfRow: fileOfRow,
            files: files + [file],
            problems: problems,
            problemCount: problemCount
        )
    }
}

extension Table.Column {
    /// Interns one field of every row of a batch; returns the first row whose value is not UTF-8.
    fileprivate mutating func append(
        _ fields: [CSVScanner.Field],
        field: Int,
        width: Int,
        buffer: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var fault: Int?
        let rows = fields.count / width
        let first = ids.count
        ids.reserveCapacity(first + rows)
        for start in stride(from: 0, to: rows, by: Self.batch) {
            let batch = start..<min(start + Self.batch, rows)
            let known = values.count
            if batch.contains(where: { fields[$0 * width + field].isEscaped }) {
                appendEscaped(batch.lazy.map { fields[$0 * width + field] }, buffer)
            } else {
                withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: batch.count) { raw in
                    for (number, row) in batch.enumerated() {
                        let range = fields[row * width + field]
                        raw.initializeElement(
                            at: number,
                            to: UnsafeBufferPointer(rebasing: buffer[range.start..<range.end])
                        )
                    }
                    values.intern(UnsafeBufferPointer(raw), into: &ids)
                }
            }
            guard fault == nil, values.count > known else { continue }
            // New values have the highest numbers; the first row of one is the first that has it.
            let bad = (known + 1...values.count).first { !values.withBytes(of: UInt32($0), isUTF8) }
            if let bad { fault = batch.first { ids[first + $0] == UInt32(bad) } }
        }
        return fault
    }

    private static var batch: Int { 128 }

    private mutating func appendEscaped(
        _ fields: some Sequence<CSVScanner.Field>,
        _ buffer: UnsafeBufferPointer<UInt8>
    ) {
        var unescaped: [UInt8] = []
        for range in fields {
            CSVScanner.unescape(UnsafeBufferPointer(rebasing: buffer[range.start..<range.end]), into: &unescaped)
            ids.append(values.intern(unescaped))
        }
    }
}

private func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
}
