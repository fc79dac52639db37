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

/// Few enough that tags made for an iteration are still in the cache when it matches them, so that a row measures matches.
private let calls = 1_000

/// Matches in memory, from tags that are ready.
func memoryRows(_ size: Int) {
    matcherRow("memory: match by three tags", size, ["email", "plan", "region"])
    matcherRow("memory: match by a list, selective", size, ["email"])
    selectivityRow("memory: match by a list, unselective and ambiguous", size) { Fixture.tags($0) }
    selectivityRow("memory: match by a list, absent", size, isAbsent: true) { Fixture.absentTags($0) }
    kernelRow(size)
}

private func matcherRow(_ row: String, _ size: Int, _ names: [String]) {
    let pairing = Pairing(row, size, beside: "C: one dependent access")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: MatcherPair) in
        let tags = pair.next(calls).map { Fixture.tags(pair.fixture.place($0)) }
        try await pairing.measure(benchmark, calls: calls) {
            precondition(pair.list.count(tags) == calls, "Every one of the tags is found")
        } baseline: {
            pair.walk(calls)
        }
    } setup: {
        try await MatcherPair(size, names)
    }
}

/// A list that tells few users apart, beside one that tells all apart: as many names, and as many different tags.
private func selectivityRow(_ row: String, _ size: Int, isAbsent: Bool = false, tags: @escaping @Sendable (Int) -> Tags)
{
    let pairing = Pairing(row, size, beside: "a selective list, as many users")
    Benchmark(pairing.name) { (benchmark: Benchmark, lists: (TagMatcher.List, TagMatcher.List)) in
        let (unselective, selective) = lists
        let users = (0..<calls).map { $0 % (isAbsent ? Fixture.absences : Fixture.subsets) }
        let (tags, own) = (users.map(tags), users.map { Fixture.tags($0) })
        try await pairing.measure(benchmark, calls: calls) {
            precondition(unselective.count(tags) == (isAbsent ? 0 : calls), "The match is as the row says")
        } baseline: {
            precondition(selective.count(own) == calls, "Every user is found")
        }
    } setup: {
        let matcher = try await Fixture(size, for: .reading).engine.tagMatcher(of: Fixture.space)
        return (try matcher.list(["plan", "region"]), try matcher.list(["email", "plan"]))
    }
}

extension TagMatcher.List {
    /// How many of the tags match an account. In place, because taking a value out of an array counts its references, which
    /// is no part of a match.
    fileprivate func count(_ tags: [Tags]) -> Int {
        tags.withUnsafeBufferPointer { tags in
            var found = 0
            for index in tags.indices where match(tags[index]) != nil { found += 1 }
            return found
        }
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
        // A few, which stay in the nearest cache: the row is about the arithmetic.
        let (count, rounds) = (50, 20)
        let tags = (0..<count).map { Fixture.tags($0) }
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
        try await pairing.measure(benchmark, calls: rounds * count) {
            for _ in 0..<rounds { blackHole(list.count(tags)) }
        } baseline: {
            for _ in 0..<rounds { for bytes in bytes { bare_siphash(bytes, bytes.count, key, &output) } }
        }
        blackHole(output)
    } setup: {
        try TagMatcher(records: Nobody()).list(["email", "plan", "region"])
    }
}
