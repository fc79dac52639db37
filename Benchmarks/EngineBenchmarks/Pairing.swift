import Benchmark

/// The figures of a row: the engine's cost of a call, the baseline's, and how they compare.
///
/// Both are measured in turn within each iteration, so that a machine whose pace changes changes both, and the ratio is
/// taken pair by pair. The harness's percentiles of the ratio are what a row is judged by.
enum Pairing {
    static let engine = BenchmarkMetric.custom("engine (ns)", polarity: .prefersSmaller, useScalingFactor: false)
    static let baseline = BenchmarkMetric.custom("baseline (ns)", polarity: .prefersSmaller, useScalingFactor: false)
    static let ratio = BenchmarkMetric.custom(
        "engine / baseline (%)",
        polarity: .prefersSmaller,
        useScalingFactor: false
    )

    static let metrics = [engine, baseline, ratio]

    /// Records one iteration: `count` calls of each.
    static func measure(
        _ benchmark: Benchmark,
        calls count: Int,
        engine body: () async throws -> Void,
        baseline: () async throws -> Void
    ) async throws {
        let clock = ContinuousClock()
        let ours = try await clock.measure { try await body() }
        let theirs = try await clock.measure { try await baseline() }
        benchmark.measurement(Pairing.engine, nanoseconds(ours) / count)
        benchmark.measurement(Pairing.baseline, nanoseconds(theirs) / count)
        benchmark.measurement(ratio, nanoseconds(ours) * 100 / max(1, nanoseconds(theirs)))
    }

    private static func nanoseconds(_ duration: Duration) -> Int {
        Int(duration / .nanoseconds(1))
    }
}
