import Foundation

/// Puts the rows that a run has left in `results/parts` together: as JSON, as a table, and as a page to look at.
@main
struct Report {
    static func main() throws {
        let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? "results")
        let parts = folder.appendingPathComponent("parts")
        let rows = try FileManager.default.contentsOfDirectory(at: parts, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .map { try JSONDecoder().decode(ResultRow.self, from: Data(contentsOf: $0)) }
            .sorted { ($0.row, $0.size) < ($1.row, $1.size) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(rows).write(to: folder.appendingPathComponent("results.json"))
        try Data(ResultPage(rows).html.utf8).write(to: folder.appendingPathComponent("results.html"))
        print(ResultTable(rows).text)
        print("\(folder.path)/results.json and results.html hold the same.")
    }
}

/// One measurement.
struct ResultRow: Codable {
    let row: String
    let size: Int
    /// Nanoseconds a call; bytes in the rows that say so.
    let ns: Double
    let baseline: String
    let baselineNs: Double
    /// The median of the iterations' own ratios.
    let ratio: Double

    private enum CodingKeys: String, CodingKey {
        case row, size, ns, baseline, ratio
        case baselineNs = "baseline_ns"
    }
}

extension ResultRow {
    /// With its unit, in three digits.
    static func text(_ value: Double, of row: String) -> String {
        if row.hasPrefix("bytes") { return "\(value.formatted(digits: value < 100 ? 1 : 0)) B" }
        switch value {
        case ..<1_000: return "\(value.formatted(digits: value < 100 ? 1 : 0)) ns"
        case ..<1_000_000: return "\((value / 1_000).formatted(digits: value < 100_000 ? 1 : 0)) µs"
        default: return "\((value / 1_000_000).formatted(digits: 1)) ms"
        }
    }
}

extension Double {
    func formatted(digits: Int) -> String { String(format: "%.\(digits)f", self) }
}
