import Benchmark
import Foundation
import Synchronization

/// The figures of a row: the engine's cost of a call, the baseline's, and how they compare.
///
/// Both are measured in turn within each iteration, so that a machine whose pace changes changes both, and the ratio is
/// taken pair by pair. A row is judged by the medians, which are left in `parts` of the folder `RESULTS` for the report.
struct Pairing: Sendable {
    static let engine = BenchmarkMetric.custom("engine (ns)", polarity: .prefersSmaller, useScalingFactor: false)
    static let baseline = BenchmarkMetric.custom("baseline (ns)", polarity: .prefersSmaller, useScalingFactor: false)
    static let ratio = BenchmarkMetric.custom(
        "engine / baseline (%)",
        polarity: .prefersSmaller,
        useScalingFactor: false
    )

    static let metrics = [engine, baseline, ratio]

    private static let results = URL(fileURLWithPath: ProcessInfo.processInfo.environment["RESULTS"] ?? "results")

    let row: String
    let size: Int
    /// What the baseline is, in words.
    let baseline: String
    private let samples = Samples()

    private final class Samples: Sendable {
        let values = Mutex<[(engine: Double, baseline: Double)]>([])
    }

    init(_ row: String, _ size: Int, beside baseline: String) {
        self.row = row
        self.size = size
        self.baseline = baseline
    }

    /// The name that the harness shows.
    var name: String { "\(row), \(size)" }

    /// Records one iteration: `count` calls of each.
    func measure(
        _ benchmark: Benchmark,
        calls count: Int,
        engine body: () async throws -> Void,
        baseline: () async throws -> Void
    ) async throws {
        let clock = ContinuousClock()
        let ours = try await clock.measure { try await body() }
        let theirs = try await clock.measure { try await baseline() }
        try record(benchmark, ours / .nanoseconds(1) / Double(count), theirs / .nanoseconds(1) / Double(count))
    }

    /// Records one iteration that was measured elsewhere.
    func record(_ benchmark: Benchmark, _ ours: Double, _ theirs: Double) throws {
        benchmark.measurement(Pairing.engine, Int(ours))
        benchmark.measurement(Pairing.baseline, Int(theirs))
        benchmark.measurement(Pairing.ratio, Int(ours * 100 / max(theirs, 1)))
        let values = samples.values.withLock { values in
            values.append((ours, theirs))
            return values
        }
        let result = Result(
            row: row,
            size: size,
            ns: Pairing.median(values.map(\.engine)),
            baseline: baseline,
            baselineNs: Pairing.median(values.map(\.baseline)),
            ratio: Pairing.median(values.map { $0.engine / max($0.baseline, 1) })
        )
        let folder = Pairing.results.appendingPathComponent("parts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("\(name.replacing("/", with: " per ")).json")
        try JSONEncoder().encode(result).write(to: file)
    }

    /// A row of the results' file.
    private struct Result: Encodable {
        let row: String
        let size: Int
        let ns: Double
        let baseline: String
        let baselineNs: Double
        let ratio: Double

        private enum CodingKeys: String, CodingKey {
            case row, size, ns, baseline, ratio
            case baselineNs = "baseline_ns"
        }
    }

    private static func median(_ values: [Double]) -> Double {
        (values.sorted()[values.count / 2] * 1_000).rounded() / 1_000
    }
}
