/// Computes the keys of profiles: equal for profiles that a rule brings together, 0 for those it leaves out.
///
/// Each condition's hash is found once per value, so that a key is a few look-ups and a sum. It is the sum of the conditions'
/// hashes, so that given name and surname give one key in either order.
struct BlockingKeys: Sendable {
    private let conditions: [BlockingRule.Condition: [UInt64]]
    private let cells: [UInt32]
    private let width: Int

    init(comparer: PairComparer) {
        var conditions: [BlockingRule.Condition: [UInt64]] = [:]
        for (index, field) in comparer.fields.enumerated() {
            // Given name and surname salt alike: names in each other's column meet.
            let salt = UInt64(field.kind == .surname ? comparer.fields[index].crossPosition ?? index : index)
            for isPart in [false, true] {
                conditions[.init(field: index, isPart: isPart)] = (isPart ? field.table.parts : field.table.wholes).map
                {
                    $0 == 0 ? 0 : Hashing.mix(UInt64($0) << 8 | salt << 1 | (isPart ? 1 : 0))
                }
            }
        }
        self.conditions = conditions
        cells = comparer.cells
        width = comparer.fields.count
    }

    /// Calls `body` with each of the profiles and its key.
    @inline(__always) func forEach(
        _ profiles: some Sequence<Int>,
        of rule: BlockingRule,
        _ body: (Int, UInt32) -> Void
    ) {
        let terms = rule.conditions.map { (field: $0.field, hashes: conditions[$0] ?? []) }
        cells.withUnsafeBufferPointer { cells in
            for profile in profiles {
                var sum: UInt64 = 1
                var isComplete = true
                for term in terms {
                    let hash = term.hashes[Int(cells[profile * width + term.field])]
                    isComplete = isComplete && hash != 0
                    sum &+= hash
                }
                body(profile, isComplete ? UInt32(truncatingIfNeeded: Hashing.mix(sum)) | 1 : 0)
            }
        }
    }
}
