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

    peakRow(size)

    let loading = Pairing("memory: load from the store, a fingerprint", size, beside: "the limit, 25 s of ten million")
    Benchmark(loading.name, configuration: repeating(3)) { (benchmark: Benchmark, fixture: Fixture) in
        let time = try ContinuousClock().measure { blackHole(try fixture.engine.tagMatcher(of: Fixture.space)) }
        try loading.record(benchmark, time / .nanoseconds(1) / Double(size), 2_500)
    } setup: {
        try await Fixture(size, for: .reading)
    }
}

/// What loading a matcher takes at its highest, where SQLite's cache is small beside it; a process can ask this of Linux only.
private func peakRow(_ size: Int) {
    guard size >= 10_000_000, ProcessMemory.resident != nil else { return }
    let peak = Pairing("bytes at the peak of loading, a fingerprint", size, beside: "the limit, 1.5 times 24 bytes")
    Benchmark(peak.name, configuration: repeating(1)) { (benchmark: Benchmark, fixture: Fixture) in
        ProcessMemory.forgetPeak()
        let before = ProcessMemory.resident ?? 0
        let matcher = try fixture.engine.tagMatcher(of: Fixture.space)
        try peak.record(benchmark, Double((ProcessMemory.peak ?? 0) - before) / Double(size), 36)
        blackHole(matcher.bytes)
    } setup: {
        try await Fixture(size, for: .reading)
    }
}

/// The memory of this process that is not swapped out, by the kernel's own count (proc(5)).
private enum ProcessMemory {
    static var resident: Int? { bytes("VmRSS:") }
    static var peak: Int? { bytes("VmHWM:") }

    static func forgetPeak() { try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs")) }

    private static func bytes(_ name: String) -> Int? {
        let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n")
        let line = lines?.first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: { $0 == "\t" || $0 == " " }).dropFirst().first.flatMap { Int($0) }.map {
            $0 * 1_024
        }
    }
}

func repeating(_ times: Int) -> Benchmark.Configuration {
    Benchmark.Configuration(metrics: Pairing.metrics, warmupIterations: 0, maxIterations: times)
}
