import BareSQLite
import Benchmark
import Concord
import ConcordTesting

/// Each row is the engine's cost of a call beside the baseline's: the same work in C on SQLite, in the same run.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = Benchmark.Configuration(
        metrics: Pairing.metrics,
        warmupIterations: 5,
        maxDuration: .seconds(10),
        maxIterations: 400
    )
    readRows()
    writeRows()
    listingRows()
}

/// Probes in an order that jumps about the accounts, the same for the engine and for C.
private func place(_ index: Int) -> Int { index &* 7_919 % Fixture.size }

private let calls = 1_000

private func readRows() {
    Benchmark("match by tags") { (benchmark: Benchmark, pair: ReadPair) in
        let tags = pair.next(calls).map { Fixture.tags(place($0)) }
        try await Pairing.measure(benchmark, calls: calls) {
            for tags in tags { blackHole(try await pair.fixture.engine.match(tags: tags, in: Fixture.space)) }
        } baseline: {
            for index in 0..<calls { blackHole(pair.bare.probe(place(index))) }
        }
    } setup: {
        try await ReadPair()
    }

    Benchmark("unchanged upsert") { (benchmark: Benchmark, pair: ReadPair) in
        let writes = pair.next(calls).map { Fixture.write(place($0)) }
        try await Pairing.measure(benchmark, calls: calls) {
            for write in writes { blackHole(try await pair.fixture.engine.upsert(write)) }
        } baseline: {
            for index in 0..<calls { blackHole(pair.bare.probe(place(index))) }
        }
    } setup: {
        try await ReadPair()
    }
}

/// Creates are durable: each transaction is flushed, by the engine and by C.
private func writeRows() {
    Benchmark("create in batch") { (benchmark: Benchmark, pair: WritePair) in
        let writes = pair.next(calls)
        try await Pairing.measure(benchmark, calls: calls) {
            for result in await pair.fixture.engine.upsert(batch: writes) { blackHole(try result.get()) }
        } baseline: {
            pair.insertBare(calls)
        }
    } setup: {
        try await WritePair()
    }

    // Here the baseline is the engine's own batch: what 64 callers, each waiting for its answer, lose against it.
    Benchmark("durable create by 64 callers, against create in batch") { (benchmark: Benchmark, pair: WritePair) in
        let (alone, together) = (pair.next(calls), pair.next(calls))
        try await Pairing.measure(benchmark, calls: calls) {
            try await pair.upsert(alone, callers: 64)
        } baseline: {
            for result in await pair.fixture.engine.upsert(batch: together) { blackHole(try result.get()) }
        }
    } setup: {
        try await WritePair()
    }
}
