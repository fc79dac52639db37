import Foundation

/// Writes what a run found.
public struct ResultWriter {
    private let table: Table
    private let result: LinkageResult
    private let idColumn: Int?

    /// - Parameter idColumn: the column whose values name the rows; without one they are numbered from 1.
    /// - Throws: ``LinkageError`` when there is no such column, or a row has no id or that of another row.
    public init(table: Table, result: LinkageResult, idColumn: String?) throws {
        self.table = table
        self.result = result
        self.idColumn = try table.idColumnIndex(idColumn)
    }

    /// CSV: the id of each row and its cluster.
    public func writeClusters(to file: OutputFile) throws {
        try file.write { append in
            try write(["\(idName),cluster_id\n"], append)
            try write(result.clusters.lazy.enumerated().map { "\(id($0)),\($1)\n" }, append)
        }
    }

    /// CSV: the pairs that are at least possible, best first, with weight in bits, probability and verdict.
    public func writePairs(to file: OutputFile) throws {
        try file.write { append in
            try write(["\(idName)_a,\(idName)_b,weight,probability,verdict\n"], append)
            let lines = result.pairs.lazy.map { pair in
                "\(id(pair.rows.a)),\(id(pair.rows.b)),\(decimal(pair.weight, 2)),\(decimal(pair.probability, 4)),\(pair.verdict)\n"
            }
            try write(lines, append)
        }
    }

    /// The model as JSON.
    public func writeModel(to file: OutputFile) throws {
        let data = try result.model.encoded()
        try file.write { append in try append(data + Data("\n".utf8)) }
    }

    /// The report as one page of HTML.
    public func writeReport(to file: OutputFile, title: String) throws {
        let page = HTMLReport(title: title, rows: table.rowCount, result: result, id: id).page()
        try file.write { append in try append(Data(page.utf8)) }
    }

    private var idName: String { idColumn.map { Self.quoted(table.columns[$0].name) } ?? "row" }

    private func id(_ row: Int) -> String {
        idColumn.map { Self.quoted(table.text(row: row, column: $0)) } ?? "\(row + 1)"
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private func write(_ lines: some Sequence<String>, _ append: (Data) throws -> Void) throws {
        var buffer = Data()
        for line in lines {
            buffer.append(contentsOf: line.utf8)
            guard buffer.count > 1 << 20 else { continue }
            try append(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try append(buffer)
    }
}

/// A number with a fixed count of decimals, whatever the locale.
func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

extension Table {
    /// The column that names the rows, checked: every row has an id of its own.
    public func idColumnIndex(_ name: String?) throws -> Int? {
        guard let name else { return nil }
        let column = try requiredColumn(name)
        var rowOfID = [Int32](repeating: -1, count: column.values.count + 1)
        for (row, id) in column.ids.enumerated() {
            guard id != 0 else {
                throw LinkageError(.input, "Row \(row + 1) has no value in '\(name)'", remedy: "Give every row an id")
            }
            guard rowOfID[Int(id)] < 0 else {
                throw LinkageError(
                    .input,
                    "Rows \(rowOfID[Int(id)] + 1) and \(row + 1) have one value in '\(name)'",
                    remedy: "Give every row an id of its own, over all files"
                )
            }
            rowOfID[Int(id)] = Int32(row)
        }
        return columnIndex(name)
    }
}
