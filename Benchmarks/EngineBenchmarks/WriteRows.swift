import BareSQLite
import Benchmark
import Concord
import Synchronization

/// Two copies of a store, one for the engine and one for C, that both grow with the run.
final class WritePair: Sendable {
    let fixture: Fixture
    let bare: Bare
    let keys: Mutex<Bare.Keys>
    private let position: Mutex<Int>

    init(_ size: Int) async throws {
        fixture = try await Fixture(size, for: .engine)
        let other = try await Fixture(size, for: .bare)
        bare = try await Bare(on: other, isDurable: true)
        keys = Mutex(Bare.Keys(of: "*", in: bare))
        // The copy may have grown in the rows before.
        position = Mutex(try await fixture.engine.accountCount(in: Fixture.space))
    }

    /// Numbers that no account has yet.
    func next(_ count: Int) -> Range<Int> {
        position.withLock { position in
            defer { position += count }
            return position..<position + count
        }
    }

    func creations(_ count: Int) -> [AccountWrite] { next(count).map { Fixture.write($0) } }

    /// Callers that each wait for their answer before they send the next write.
    func upsert(_ writes: [AccountWrite], callers: Int) async throws {
        let engine = fixture.engine
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for index in stride(from: caller, to: writes.count, by: callers) {
                        _ = try await engine.upsert(writes[index])
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// A baseline that writes fewer rows than the engine is no baseline.
    func checkThatBothWriteTheSame() async throws {
        let engine = try await Bare(on: fixture)
        for table in ["account", "match_key", "person", "event", "account_event", "identifier", "shared_identifier"] {
            let (ours, theirs) = (engine.count(table), bare.count(table))
            precondition(ours == theirs, "The engine has \(ours) rows of \(table) and the baseline \(theirs)")
        }
    }
}

private let calls = 1_000

/// Durable writes: each transaction is flushed, by the engine and by C.
func writeRows(_ size: Int) {
    let creating = Pairing("create in batch", size, beside: "C: the same rows in one transaction")
    Benchmark(creating.name) { (benchmark: Benchmark, pair: WritePair) in
        let writes = pair.creations(calls)
        try await creating.measure(benchmark, calls: calls) {
            for result in await pair.fixture.engine.upsert(batch: writes) { blackHole(try result.get()) }
        } baseline: {
            pair.bare.insert(calls)
        }
        if benchmark.currentIteration == 0 { try await pair.checkThatBothWriteTheSame() }
    } setup: {
        try await WritePair(size)
    }

    let changing = Pairing("changed upsert in batch", size, beside: "C: a probe and the same rows in one transaction")
    Benchmark(changing.name) { (benchmark: Benchmark, pair: WritePair) in
        let indices = pair.next(calls)
        let writes = indices.map { Fixture.write(pair.fixture.place($0), score: 1_000 + $0) }
        try await changing.measure(benchmark, calls: calls) {
            for result in await pair.fixture.engine.upsert(batch: writes) { blackHole(try result.get()) }
        } baseline: {
            pair.keys.withLock { pair.bare.change($0, indices) }
        }
    } setup: {
        try await WritePair(size)
    }

    for (callers, calls) in [(1, 100), (8, 400), (64, 1_000)] { durableRow(size, callers, calls, flush: 0) }
    for (callers, calls) in [(1, 50), (64, 640)] { durableRow(size, callers, calls, flush: 1) }
}

/// The baseline is the engine's own batch: what callers that each wait for their answer lose against it.
private func durableRow(_ size: Int, _ callers: Int, _ calls: Int, flush: Int32) {
    let disk = flush == 0 ? "" : ", \(flush) ms more a flush"
    let pairing = Pairing("durable create by \(callers)\(disk)", size, beside: "the engine's own batch")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: WritePair) in
        bare_slow_flushes(flush)
        defer { bare_slow_flushes(0) }
        let (alone, together) = (pair.creations(calls), pair.creations(calls))
        try await pairing.measure(benchmark, calls: calls) {
            try await pair.upsert(alone, callers: callers)
        } baseline: {
            for result in await pair.fixture.engine.upsert(batch: together) { blackHole(try result.get()) }
        }
    } setup: {
        try await WritePair(size)
    }
}
