import BareSQLite
import Benchmark
import Concord

/// The matcher of a store, and a table of the same size in which each access names the next.
///
/// `@unchecked Sendable` because the benchmarks run one after another.
final class MatcherPair: @unchecked Sendable {
    let fixture: Fixture
    let list: TagMatcher.List
    private let chain: UnsafeMutablePointer<UInt64>
    private var place: UInt64 = 0
    private var position = 0

    init(_ size: Int, _ names: [String]) async throws {
        fixture = try await Fixture(size, for: .reading)
        let matcher = try fixture.engine.tagMatcher(of: Fixture.space)
        let before = matcher.bytes
        list = try matcher.list(names)
        chain = bare_chain(max(matcher.bytes - before, 1 << 18))
    }

    deinit { chain.deallocate() }

    func next(_ count: Int) -> Range<Int> {
        defer { position += count }
        return position..<position + count
    }

    func walk(_ steps: Int) { place = bare_walk(chain, place, Int64(steps)) }
}

private let calls = 10_000

/// Matches in memory, from tags that are ready.
func memoryRows(_ size: Int) {
    let all = ["email", "plan", "region"]
    matcherRow("memory: match by three tags", size, all) { Fixture.tags($0) }
    matcherRow("memory: match by a list, selective", size, ["email"]) { Fixture.tags($0) }
    matcherRow("memory: match by a list, unselective", size, ["plan", "region"]) { Fixture.tags($0) }
    matcherRow("memory: match by a list, absent", size, ["plan", "region"], isAbsent: true) { Fixture.absentTags($0) }
    kernelRow(size)
}

private func matcherRow(
    _ row: String,
    _ size: Int,
    _ names: [String],
    isAbsent: Bool = false,
    tags: @escaping @Sendable (Int) -> Tags
) {
    let pairing = Pairing(row, size, beside: "C: one dependent access")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: MatcherPair) in
        let tags = pair.next(calls).map { tags(pair.fixture.place($0)) }
        try await pairing.measure(benchmark, calls: calls) {
            var found = 0
            for tags in tags where pair.list.match(tags) != nil { found += 1 }
            precondition(found == (isAbsent ? 0 : calls), "The match is as the row says")
        } baseline: {
            pair.walk(calls)
        }
    } setup: {
        try await MatcherPair(size, names)
    }
}

/// The fingerprint of three tags: a match in a table of nobody is that and one access that stays in the cache.
private func kernelRow(_ size: Int) {
    guard size == Fixture.sizes.first else { return }
    struct Nobody: TagRecords {
        func forEach(_ body: (Int64, Tags) throws -> Void) {}
    }
    let pairing = Pairing("memory: fingerprint of three tags", size, beside: "C: SipHash of the same bytes")
    Benchmark(pairing.name) { (benchmark: Benchmark, list: TagMatcher.List) in
        let tags = (0..<calls).map { Fixture.tags($0) }
        // The lengths before names and values, as the fingerprint has them.
        let bytes: [[UInt8]] = tags.map { tags in
            var bytes: [UInt8] = []
            for pair in tags.pairs {
                for text in [pair.name, pair.value] {
                    bytes += [UInt8(text.utf8.count), 0, 0, 0]
                    bytes += text.utf8
                }
            }
            return bytes
        }
        let key: [UInt64] = [7, 11]
        var output: [UInt64] = [0, 0]
        try await pairing.measure(benchmark, calls: calls) {
            for tags in tags { blackHole(list.match(tags)) }
        } baseline: {
            for bytes in bytes { bare_siphash(bytes, bytes.count, key, &output) }
        }
        blackHole(output)
    } setup: {
        try TagMatcher(records: Nobody()).list(["email", "plan", "region"])
    }
}
