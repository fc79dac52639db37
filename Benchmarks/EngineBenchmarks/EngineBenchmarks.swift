import BareSQLite
import Benchmark

/// Each row is the engine's cost of a call beside a baseline's, in the same run and on as many accounts.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = Benchmark.Configuration(
        metrics: Pairing.metrics,
        warmupIterations: 1,
        maxDuration: .seconds(3),
        maxIterations: 200
    )
    bare_slow_flushes(0)
    for size in Fixture.sizes {
        memoryRows(size)
        readRows(size)
        writeRows(size)
        personRows(size)
        listingRows(size)
        sizeRows(size)
    }
}
