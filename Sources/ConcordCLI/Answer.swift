import Concord

/// What a command found, for people and for programs.
protocol Answer {
    /// One value, printed as one line.
    var json: JSONValue { get }
    /// The lines for people.
    var lines: [String] { get }
}

extension Answer {
    /// Prints the answer on standard output.
    func print(asJSON: Bool) {
        Swift.print(asJSON ? json.text : lines.map(HumanText.cleaned).joined(separator: "\n"))
    }
}

/// Text for people's terminals.
enum HumanText {
    /// A value as people write it: a string without quotes, anything else as JSON.
    static func value(_ value: JSONValue) -> String {
        value.string ?? value.text
    }

    /// A moment to the minute, in UTC: `2023-11-07 05:31`.
    static func minute(_ time: Timestamp) -> String {
        String(time.iso8601.prefix(16)).replacing("T", with: " ")
    }

    /// `1 account`, `2 accounts`.
    static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// Values come from strangers: what would steer the terminal or turn the direction of writing is taken out.
    static func cleaned(_ line: String) -> String {
        guard line.unicodeScalars.contains(where: steers) else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.map { steers($0) ? "\u{FFFD}" : $0 }))
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
    }
}

/// Rows in columns that line up.
enum TextTable {
    /// A line a row: each column as wide as its widest cell, two spaces between, none at a line's end.
    static func lines(_ rows: [[String]], indent: Int = 2) -> [String] {
        let rows = rows.map { $0.map(HumanText.cleaned) }
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            let line = String(repeating: " ", count: indent) + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
