/// A table read from one or more files, by column.
public struct Table: Sendable {
    /// One column: for each row the id of its value in the column's lexicon, 0 where the row has none.
    struct Column: Sendable {
        let name: String
        var ids: [UInt32]
        var values: Lexicon
    }

    var columns: [Column]
    /// The number of rows over all files.
    public internal(set) var rowCount: Int
    /// For each row the index of its file.
    var fileOfRow: [UInt16]
    public let files: [String]
    /// Rows whose number of fields is not that of the header, at most ``maximalProblems`` of them.
    public internal(set) var problems: [Problem]
    /// How many rows had a problem in all.
    public internal(set) var problemCount: Int

    static let maximalProblems = 20

    /// A row that was read although something is wrong with it.
    public struct Problem: Hashable, Sendable {
        public let file: String
        /// The line on which the row begins, from 1.
        public let line: Int
        public let message: String
    }

    /// The names of the columns, in the order of the files.
    public var columnNames: [String] { columns.map(\.name) }

    func columnIndex(_ name: String) -> Int? {
        columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
    }

    /// The text of a cell, empty where it is missing.
    public func text(row: Int, column: Int) -> String { columns[column].values.string(columns[column].ids[row]) }
}
