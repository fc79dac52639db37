/// Two profiles, the smaller first.
struct ProfilePair: Hashable, Sendable {
    let a: UInt32
    let b: UInt32
}

/// Compares pairs of profiles in all fields, a batch and a field at a time.
struct PairComparer: Sendable {
    let fields: [FieldComparer]
    /// The value ids of the fields, profile by profile.
    let cells: [UInt32]

    /// The id of a profile's value of a field.
    @inline(__always) func id(of profile: UInt32, field: Int) -> UInt32 { cells[Int(profile) * fields.count + field] }

    /// The comparer of the first ``ComparisonPattern/capacity`` fields.
    init(profiles: Profiles, nicknames: Nicknames, threads: Int) {
        let kept = Array(profiles.fields.prefix(ComparisonPattern.capacity))
        var comparers = Parallel.map(kept.count, threads: threads) { index in
            FieldComparer(
                name: kept[index].name,
                kind: kept[index].kind,
                table: ValueTable(field: kept[index], profiles: profiles, nicknames: nicknames),
                position: index
            )
        }
        if let given = comparers.firstIndex(where: { $0.kind == .givenName }),
            let surname = comparers.firstIndex(where: { $0.kind == .surname })
        {
            comparers[given].crossPosition = surname
            comparers[surname].crossPosition = given
        }
        if let street = comparers.firstIndex(where: { $0.kind == .street }) {
            for index in comparers.indices where comparers[index].kind.isPlace {
                comparers[index].implyingPosition = street
            }
        }
        if let city = comparers.firstIndex(where: { $0.kind == .city }) {
            for index in comparers.indices where [.postcode, .street, .houseNumber].contains(comparers[index].kind) {
                comparers[index].cityPosition = city
            }
        }
        fields = comparers
        var cells = [UInt32](repeating: 0, count: profiles.count * kept.count)
        for (position, field) in kept.enumerated() {
            for (profile, id) in field.ids.enumerated() { cells[profile * kept.count + position] = id }
        }
        self.cells = cells
    }

    /// The caches that one thread needs.
    func caches() -> [PairCache] { fields.map { _ in PairCache() } }

    /// Replaces `patterns` by those of the pairs.
    func compare(_ pairs: [ProfilePair], into patterns: inout [ComparisonPattern], caches: inout [PairCache]) {
        patterns.removeAll(keepingCapacity: true)
        patterns.append(contentsOf: repeatElement(0, count: pairs.count))
        cells.withUnsafeBufferPointer { cells in
            for (position, field) in fields.enumerated() {
                let shift = ComparisonPattern(position * 4)
                for index in pairs.indices {
                    let operands = field.operands(pairs[index], cells, width: fields.count)
                    patterns[index] |= ComparisonPattern(field.level(operands, cache: &caches[position])) << shift
                }
            }
        }
    }
}
