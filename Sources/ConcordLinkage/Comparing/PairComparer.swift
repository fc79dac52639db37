/// Two profiles, the smaller first.
struct ProfilePair: Hashable, Sendable {
    let a: UInt32
    let b: UInt32
}

/// Compares pairs of profiles in all fields, a batch and a field at a time.
struct PairComparer: Sendable {
    let fields: [FieldComparer]
    /// The value ids of the fields, profile by profile, four fields a vector; what is behind the fields is 0.
    let rows: [SIMD4<UInt32>]
    /// The number of vectors of a profile.
    let chunks: Int
    /// The number of cells of a profile.
    var width: Int { chunks * 4 }

    /// The id of a profile's value of a field.
    @inline(__always) func id(of profile: UInt32, field: Int) -> UInt32 {
        rows[Int(profile) * chunks + field / 4][field % 4]
    }

    /// Calls `body` with the value ids one by one, ``width`` for each profile.
    @inline(__always) func withCells<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
        rows.withUnsafeBytes { body($0.bindMemory(to: UInt32.self)) }
    }

    /// The comparer of the first ``ComparisonPattern/capacity`` fields.
    init(profiles: Profiles, nicknames: Nicknames, threads: Int) {
        let kept = Array(profiles.fields.prefix(ComparisonPattern.capacity))
        fields = Parallel.map(kept.count, threads: threads) { index in
            let table = ValueTable(field: kept[index], profiles: profiles, nicknames: nicknames)
            return FieldComparer(name: kept[index].name, table: table, position: index, kinds: kept.map(\.kind))
        }
        let chunks = (kept.count + 3) / 4
        rows = Parallel.array(profiles.count * chunks, threads: threads) { index in
            var row = SIMD4<UInt32>.zero
            let first = index % chunks * 4
            for lane in 0..<min(4, kept.count - first) { row[lane] = kept[first + lane].ids[index / chunks] }
            return row
        }
        self.chunks = chunks
    }

    /// The caches that one thread needs.
    func caches() -> PairCaches { PairCaches(fields: fields.map { _ in PairCache() }) }

    /// Replaces `patterns` by those of the pairs.
    func compare(_ pairs: [ProfilePair], into patterns: inout [ComparisonPattern], caches: inout PairCaches) {
        patterns.removeAll(keepingCapacity: true)
        patterns.append(contentsOf: repeatElement(0, count: pairs.count))
        for start in stride(from: 0, to: pairs.count, by: PairCaches.batch) {
            let batch = start..<min(start + PairCaches.batch, pairs.count)
            caches.fetch(pairs[batch], of: self)
            for field in fields { compare(field, batch, into: &patterns, &caches) }
        }
    }

    private func compare(
        _ field: FieldComparer,
        _ batch: Range<Int>,
        into patterns: inout [ComparisonPattern],
        _ caches: inout PairCaches
    ) {
        let shift = ComparisonPattern(field.position * 4)
        caches.rows.withUnsafeBytes { rows in
            let cells = rows.bindMemory(to: UInt32.self)
            for index in batch {
                let row = UInt32(index - batch.lowerBound) * 2
                let operands = field.operands(ProfilePair(a: row, b: row + 1), cells, width: width)
                patterns[index] |=
                    ComparisonPattern(field.level(operands, cache: &caches.fields[field.position])) << shift
            }
        }
    }
}

/// What one thread keeps between comparisons; no result depends on it.
struct PairCaches {
    var fields: [PairCache]
    /// The values of the pairs of a batch, pair by pair, so that far memory is asked for all of them at once.
    fileprivate var rows: [SIMD4<UInt32>] = []

    fileprivate static let batch = 256

    init(fields: [PairCache]) { self.fields = fields }

    fileprivate mutating func fetch(_ pairs: ArraySlice<ProfilePair>, of comparer: PairComparer) {
        let chunks = comparer.chunks
        if rows.count < pairs.count * 2 * chunks { rows = Array(repeating: .zero, count: Self.batch * 2 * chunks) }
        comparer.rows.withUnsafeBufferPointer { source in
            rows.withUnsafeMutableBufferPointer { rows in
                for (index, pair) in pairs.enumerated() {
                    for chunk in 0..<chunks {
                        rows[index * 2 * chunks + chunk] = source[Int(pair.a) * chunks + chunk]
                        rows[(index * 2 + 1) * chunks + chunk] = source[Int(pair.b) * chunks + chunk]
                    }
                }
            }
        }
    }
}
