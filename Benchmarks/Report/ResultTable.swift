/// The results as a table of text: a line for each row and size.
struct ResultTable {
    private let rows: [ResultRow]

    init(_ rows: [ResultRow]) { self.rows = rows }

    var text: String {
        let lines = rows.map { row in
            [
                row.row, String(row.size), ResultRow.text(row.ns, of: row.row),
                ResultRow.text(row.baselineNs, of: row.row),
                row.ratio.formatted(digits: 2), row.baseline,
            ]
        }
        let all = [["row", "accounts", "Concord", "baseline", "ratio", "what the baseline is"]] + lines
        let widths = (0..<6).map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { line in
            line.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - line[column].count)
                // Numbers stand at the right.
                return (1...4).contains(column) ? space + line[column] : line[column] + space
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
