import BareSQLite
import Benchmark
import Concord
import ConcordTesting

/// Each row beside its baseline: `row` is the engine's, `row / bare C` the limit that it is held against.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = Benchmark.Configuration(
        metrics: [.wallClock, .throughput],
        warmupIterations: 3,
        scalingFactor: .kilo,
        maxDuration: .seconds(6),
        maxIterations: 1_000
    )
    readRows()
    writeRows()
}

/// Probes in an order that jumps about the accounts, the same for the engine and for C.
private func place(_ index: Int) -> Int { index &* 7_919 % Fixture.size }

private func readRows() {
    Benchmark("match by tags") { (benchmark: Benchmark, fixture: Fixture) in
        let tags = benchmark.scaledIterations.map { Fixture.tags(place($0)) }
        benchmark.startMeasurement()
        for tags in tags { blackHole(try await fixture.engine.match(tags: tags, in: Fixture.space)) }
        benchmark.stopMeasurement()
    } setup: {
        try await Fixture.filled()
    }

    Benchmark("match by tags / bare C") { (benchmark: Benchmark, bare: Bare) in
        for index in benchmark.scaledIterations { blackHole(bare.probe(place(index))) }
    } setup: {
        Bare(on: try await Fixture.filled())
    }

    Benchmark("unchanged upsert") { (benchmark: Benchmark, fixture: Fixture) in
        let writes = benchmark.scaledIterations.map { Fixture.write(place($0)) }
        benchmark.startMeasurement()
        for write in writes { blackHole(try await fixture.engine.upsert(write)) }
        benchmark.stopMeasurement()
    } setup: {
        try await Fixture.filled()
    }

    Benchmark("unchanged upsert / bare C") { (benchmark: Benchmark, bare: Bare) in
        for index in benchmark.scaledIterations { blackHole(bare.probe(place(index))) }
    } setup: {
        Bare(on: try await Fixture.filled())
    }
}

/// Creates are durable: each transaction is flushed, by the engine and by C.
private func writeRows() {
    let batch = Benchmark.Configuration(
        metrics: [.wallClock, .throughput],
        warmupIterations: 1,
        scalingFactor: .kilo,
        maxDuration: .seconds(6),
        maxIterations: 100
    )

    Benchmark("create in batch", configuration: batch) { (benchmark: Benchmark, run: CreateRun) in
        let writes = run.writes(benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        for result in await run.fixture.engine.upsert(batch: writes) { blackHole(try result.get()) }
        benchmark.stopMeasurement()
    } setup: {
        CreateRun(fixture: try await Fixture())
    }

    Benchmark("create in batch / bare C", configuration: batch) { (benchmark: Benchmark, run: BareCreateRun) in
        bare_insert(
            run.bare.store,
            run.bare.discriminator,
            Int64(benchmark.scaledIterations.count),
            run.fields,
            run.fields.utf8.count
        )
    } setup: {
        let fixture = try await Fixture()
        return BareCreateRun(fields: try await fixture.fields(), bare: Bare(on: fixture, isDurable: true))
    }

    Benchmark("durable create, 64 callers", configuration: batch) { (benchmark: Benchmark, run: CreateRun) in
        let writes = run.writes(benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        try await run.upsert(writes, callers: 64)
        benchmark.stopMeasurement()
    } setup: {
        CreateRun(fixture: try await Fixture())
    }

    Benchmark("durable create, 64 callers / create in batch", configuration: batch) {
        (benchmark: Benchmark, run: CreateRun) in
        let writes = run.writes(benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        for result in await run.fixture.engine.upsert(batch: writes) { blackHole(try result.get()) }
        benchmark.stopMeasurement()
    } setup: {
        CreateRun(fixture: try await Fixture())
    }
}
