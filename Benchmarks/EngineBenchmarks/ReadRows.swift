import Benchmark
import Concord

/// A store, open to the engine and to C at the same time.
final class ReadPair {
    let fixture: Fixture
    let bare: Bare
    let keys: Bare.Keys
    private var position = 0

    init(_ size: Int, _ names: String = "*", isAbsent: Bool = false, isResident: Bool = false) async throws {
        fixture = try await Fixture(size, for: .reading, isResident: isResident)
        bare = try await Bare(on: fixture)
        keys = isAbsent ? Bare.Keys(absentFrom: names, in: bare) : Bare.Keys(of: names, in: bare)
    }

    /// The next indices in the order of the probes.
    func next(_ count: Int) -> Range<Int> {
        defer { position += count }
        return position..<position + count
    }
}

private let calls = 1_000

/// Matches and upserts that change nothing, from the store.
func readRows(_ size: Int) {
    matchRow("match by all tags", size, "*", nil) { Fixture.tags($0) }
    matchRow("match by all tags, resident", size, "*", nil, isResident: true) { Fixture.tags($0) }
    matchRow(
        "match by a list, absent, resident", size, #"["plan","region"]"#, ["plan", "region"], expecting: .nobody,
        isResident: true
    ) {
        Fixture.absentTags($0)
    }
    matchRow("match by a list, selective", size, #"["email"]"#, ["email"]) { Fixture.tags($0) }
    matchRow(
        "match by a list, unselective and ambiguous", size, #"["plan","region"]"#, ["plan", "region"],
        expecting: .several
    ) {
        Fixture.tags($0)
    }
    matchRow("match by a list, absent", size, #"["plan","region"]"#, ["plan", "region"], expecting: .nobody) {
        Fixture.absentTags($0)
    }

    let pairing = Pairing("unchanged upsert", size, beside: "C: a probe and the row")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: ReadPair) in
        let indices = pair.next(calls)
        let writes = indices.map { Fixture.write(pair.fixture.place($0)) }
        try await pairing.measure(benchmark, calls: calls) {
            for write in writes { blackHole(try await pair.fixture.engine.upsert(write)) }
        } baseline: {
            for index in indices { blackHole(pair.bare.probe(pair.keys, index)) }
        }
    } setup: {
        try await ReadPair(size)
    }
}

/// Who has the tags of a match.
enum Found {
    case nobody, one, several

    init(_ isAmbiguous: Bool?) {
        switch isAmbiguous {
        case nil: self = .nobody
        case false?: self = .one
        case true?: self = .several
        }
    }
}

private func matchRow(
    _ row: String,
    _ size: Int,
    _ discriminator: String,
    _ names: [String]?,
    expecting expected: Found = .one,
    isResident: Bool = false,
    tags: @escaping @Sendable (Int) -> Tags
) {
    let pairing = Pairing(row, size, beside: "C: a probe and the row")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: ReadPair) in
        let indices = pair.next(calls)
        let engine = pair.fixture.engine
        let tags = indices.map { tags(pair.fixture.place($0)) }
        try await pairing.measure(benchmark, calls: calls) {
            for tags in tags {
                let found = try await engine.match(tags: tags, discriminateByTags: names, in: Fixture.space)
                precondition(Found(found?.isAmbiguous) == expected, "The match is as the row says")
            }
        } baseline: {
            for index in indices { blackHole(pair.bare.probe(pair.keys, index)) }
        }
    } setup: {
        try await ReadPair(size, discriminator, isAbsent: expected == .nobody, isResident: isResident)
    }
}
