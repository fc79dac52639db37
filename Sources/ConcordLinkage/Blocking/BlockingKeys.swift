/// Computes the keys of profiles: equal for profiles that a rule brings together, 0 for those it leaves out.
///
/// Each condition's hash is found once per value, so that a key is a few look-ups and a sum. It is the sum of the conditions'
/// hashes, so that given name and surname give one key in either order.
struct BlockingKeys: Sendable {
    private let conditions: [BlockingRule.Condition: [UInt64]]
    private let comparer: PairComparer

    init(comparer: PairComparer) {
        func hashes(_ field: FieldComparer, _ isPart: Bool) -> [UInt32] {
            isPart ? field.table.traits.map(\.part) : field.table.values.hashes().map { UInt32(truncatingIfNeeded: $0) }
        }
        var conditions: [BlockingRule.Condition: [UInt64]] = [:]
        for (index, field) in comparer.fields.enumerated() {
            // Given name and surname salt alike: names in each other's column meet.
            let salt = UInt64(field.kind == .surname ? comparer.fields[index].crossPosition ?? index : index)
            for isPart in [false, true] {
                conditions[.init(field: index, isPart: isPart)] = hashes(field, isPart).map {
                    $0 == 0 ? 0 : Hashing.mix(UInt64($0) << 8 | salt << 1 | (isPart ? 1 : 0))
                }
            }
        }
        self.conditions = conditions
        self.comparer = comparer
    }

    /// Calls `body` with each of the profiles and its key.
    @inline(__always) func forEach(
        _ profiles: some Sequence<Int>,
        of rule: BlockingRule,
        _ body: (Int, UInt32) -> Void
    ) {
        let terms = rule.conditions.map { (field: $0.field, hashes: conditions[$0] ?? []) }
        comparer.withCells { cells in
            for profile in profiles {
                body(profile, Self.key(terms.lazy.map { $0.hashes[Int(cells[profile * comparer.width + $0.field])] }))
            }
        }
    }

    /// For each profile its keys by rule.
    func rows(_ rules: [BlockingRule], profiles: Int, threads: Int) -> [SIMD16<UInt32>] {
        [SIMD16<UInt32>](unsafeUninitializedCapacity: profiles) { rows, count in
            // Each range of profiles goes to one piece of work.
            nonisolated(unsafe) let rows = rows
            let ranges = Parallel.ranges(profiles, threads: threads)
            _ = Parallel.map(ranges.count, threads: threads) { piece in
                rows[ranges[piece]].initialize(repeating: .zero)
                fill(rows, ranges[piece], rules)
            }
            count = profiles
        }
    }

    /// Looks each condition up once per profile, whatever the number of rules that ask for it.
    private func fill(
        _ rows: UnsafeMutableBufferPointer<SIMD16<UInt32>>,
        _ profiles: Range<Int>,
        _ rules: [BlockingRule]
    ) {
        let terms = Array(Set(rules.flatMap(\.conditions))).map { (condition: $0, hashes: conditions[$0] ?? []) }
        let termsOfRule = rules.map { rule in
            rule.conditions.map { condition in terms.firstIndex { $0.condition == condition } ?? 0 }
        }
        var hashes = [UInt64](repeating: 0, count: terms.count)
        comparer.withCells { cells in
            for profile in profiles {
                for term in terms.indices {
                    hashes[term] =
                        terms[term].hashes[Int(cells[profile * comparer.width + terms[term].condition.field])]
                }
                for rule in rules.indices { rows[profile][rule] = Self.key(termsOfRule[rule].lazy.map { hashes[$0] }) }
            }
        }
    }

    /// The key of a rule from the hashes of its conditions.
    @inline(__always) private static func key(_ hashes: some Sequence<UInt64>) -> UInt32 {
        var sum: UInt64 = 1
        for hash in hashes {
            guard hash != 0 else { return 0 }
            sum &+= hash
        }
        return UInt32(truncatingIfNeeded: Hashing.mix(sum)) | 1
    }
}
