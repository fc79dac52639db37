import Benchmark
import Concord
import Foundation

/// What an account takes: bytes stand where other rows have nanoseconds.
func sizeRows(_ size: Int) {
    let file = Pairing("bytes in the file, an account", size, beside: "the limit, 2 KiB")
    Benchmark(file.name, configuration: repeating(1)) { (benchmark: Benchmark, fixture: Fixture) in
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path)
        try file.record(benchmark, Double(attributes[.size] as? Int ?? 0) / Double(size), 2_048)
    } setup: {
        try await Fixture(size, for: .reading)
    }

    let memory = Pairing("bytes in memory, a fingerprint", size, beside: "the limit, 24 bytes")
    Benchmark(memory.name, configuration: repeating(1)) { (benchmark: Benchmark, fixture: Fixture) in
        let matcher = try fixture.engine.tagMatcher(of: Fixture.space)
        try memory.record(benchmark, Double(matcher.bytes) / Double(size), 24)
    } setup: {
        try await Fixture(size, for: .reading)
    }

    let loading = Pairing("memory: load from the store, a fingerprint", size, beside: "the limit, 25 s of ten million")
    Benchmark(loading.name, configuration: repeating(3)) { (benchmark: Benchmark, fixture: Fixture) in
        let time = try ContinuousClock().measure { blackHole(try fixture.engine.tagMatcher(of: Fixture.space)) }
        try loading.record(benchmark, time / .nanoseconds(1) / Double(size), 2_500)
    } setup: {
        try await Fixture(size, for: .reading)
    }
}

func repeating(_ times: Int) -> Benchmark.Configuration {
    Benchmark.Configuration(metrics: Pairing.metrics, warmupIterations: 0, maxIterations: times)
}
