/// The distinct rows of a table: rows that are equal in all fields are one profile.
///
/// Profiles are ordered by a hash of their content, so that nothing behind this point depends on the order of the rows or on
/// their ids. A profile is compared once, however many rows it has.
struct Profiles: Sendable {
    /// The fields, with one id per profile.
    private(set) var fields: [Field]
    /// For each row its profile.
    private(set) var profileOfRow: [UInt32]
    /// The rows of all profiles, profile by profile.
    private(set) var rows: [UInt32]
    /// `rows[starts[p]..<starts[p + 1]]` are the rows of profile `p`.
    private(set) var starts: [UInt32]
    /// For each profile its source, where sources are told apart; else empty.
    private(set) var sources: [UInt32] = []

    var count: Int { starts.count - 1 }
    var rowCount: Int { rows.count }

    func multiplicity(_ profile: Int) -> Int { Int(starts[profile + 1] - starts[profile]) }

    func rows(of profile: Int) -> ArraySlice<UInt32> { rows[Int(starts[profile])..<Int(starts[profile + 1])] }

    /// Groups rows by content in linear time.
    /// - Parameter sources: for each row its source when rows of different sources must stay apart.
    init(fields: [Field], rowCount: Int, sources: [UInt32], threads: Int) {
        let contents = Self.contents(fields, rowCount: rowCount, sources: sources, threads: threads)
        let (order, starting) = Self.order(contents)
        var profileOfRow = [UInt32](repeating: 0, count: rowCount)
        var starts: [UInt32] = []
        var previous: UInt32?
        for (position, row) in order.enumerated() {
            let isNew =
                starting[position]
                || previous.map { !Self.areEqual(Int($0), Int(row), fields: fields, sources: sources) } ?? true
            if isNew { starts.append(UInt32(position)) }
            profileOfRow[Int(row)] = UInt32(starts.count - 1)
            previous = row
        }
        let representatives = starts.map { order[Int($0)] }
        self.sources = sources.isEmpty ? [] : representatives.map { sources[Int($0)] }
        starts.append(UInt32(rowCount))
        self.fields = fields
        self.profileOfRow = profileOfRow
        self.rows = order
        self.starts = starts
        Parallel.forEach(&self.fields, threads: threads) { _, field in
            field.ids = representatives.map { field.ids[Int($0)] }
        }
    }

    private static func contents(
        _ fields: [Field],
        rowCount: Int,
        sources: [UInt32],
        threads: Int
    ) -> [UInt64] {
        let hashes = Parallel.map(fields.count, threads: threads) { fields[$0].values.hashes() }
        let parts = Parallel.map(Parallel.ranges(rowCount, threads: threads).count, threads: threads) { piece in
            var part: [UInt64] = []
            for row in Parallel.ranges(rowCount, threads: threads)[piece] {
                var hash = sources.isEmpty ? 0 : Hashing.mix(UInt64(sources[row]))
                for (field, hashes) in zip(fields, hashes) {
                    hash = Hashing.combine(hash, hashes[Int(field.ids[row])])
                }
                part.append(hash)
            }
            return part
        }
        return parts.flatMap { $0 }
    }

    /// The rows by the hash of their content, rows of one hash in their order; and which of them begin another hash.
    private static func order(_ contents: [UInt64]) -> (rows: [UInt32], starting: [Bool]) {
        var words = contents.enumerated().map { $1 & ~0xFFFF_FFFF | UInt64($0) }
        RadixSort.sort(&words, bits: 32, 64)
        var order = words.map { UInt32(truncatingIfNeeded: $0) }
        var starting = [Bool](repeating: true, count: order.count)
        // The sort saw the upper halves of the hashes; runs that agree in them are put in order by the whole.
        var start = 0
        for index in 1...max(1, order.count) where index >= order.count || words[index] >> 32 != words[start] >> 32 {
            if index - start > 1, !order.isEmpty {
                order[start..<index].sort { (contents[Int($0)], $0) < (contents[Int($1)], $1) }
                for next in start + 1..<index {
                    starting[next] = contents[Int(order[next])] != contents[Int(order[next - 1])]
                }
            }
            start = index
        }
        return (order, starting)
    }

    private static func areEqual(_ a: Int, _ b: Int, fields: [Field], sources: [UInt32]) -> Bool {
        fields.allSatisfy { $0.ids[a] == $0.ids[b] } && (sources.isEmpty || sources[a] == sources[b])
    }
}
