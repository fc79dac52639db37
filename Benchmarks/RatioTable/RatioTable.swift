import Foundation

/// Prints each row of a benchmark run beside its baseline: `RatioTable RESULTS.json`, in JMH's format.
///
/// A benchmark named `ROW / BASELINE` is the baseline of the one named `ROW`.
@main
struct RatioTable {
    /// What JMH's format calls a result; the score is the median.
    private struct Result: Decodable {
        struct Metric: Decodable {
            let score: Double
            let scoreUnit: String
            let scorePercentiles: [String: Double]
        }
        let benchmark: String
        let primaryMetric: Metric

        var name: String { benchmark.split(separator: ".").dropFirst(2).joined(separator: ".") }
    }

    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: RatioTable RESULTS.json\n".utf8))
            exit(64)
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
        let results = try JSONDecoder().decode([Result].self, from: data)
        print(results.map(\.benchmark))
    }
}
