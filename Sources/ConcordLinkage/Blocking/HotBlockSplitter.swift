/// Splits the blocks of a rule that have too many members by a further condition.
struct HotBlockSplitter {
    struct Split: Sendable {
        let block: BlockIndex.HotBlock
        let keys: [(profile: UInt32, key: UInt32)]
    }

    /// The blocks with a pair, how many they were before splitting, and what was done to those that are too large.
    struct Outcome: Sendable {
        var blocks = Blocks()
        var blockCount = 0
        var splits: [Split] = []
    }

    let rule: Int
    let rules: [BlockingRule]
    let keys: BlockingKeys
    let fields: Int

    /// The blocks of entries that are in the order of their keys.
    func blocks(_ entries: [UInt64]) -> Outcome {
        var outcome = Outcome()
        Self.forEachBlock(entries[...]) { block in
            outcome.blockCount += 1
            // Without conditions all profiles are one block, which is meant to be compared.
            guard block.count > BlockIndex.maximalBlock, !rules[rule].conditions.isEmpty else {
                outcome.blocks.append(block)
                return
            }
            let split = split(block)
            var parts = split.keys.filter { $0.key != 0 }.map { UInt64($0.key) << 32 | UInt64($0.profile) }
            RadixSort.sort(&parts, bits: 32, 64)
            Self.forEachBlock(parts[...]) { outcome.blocks.append($0) }
            outcome.splits.append(split)
        }
        return outcome
    }

    /// Calls `body` with each run of two or more entries of one key.
    private static func forEachBlock(_ entries: ArraySlice<UInt64>, _ body: (ArraySlice<UInt64>) -> Void) {
        var start = 0
        for index in 1...max(1, entries.count)
        where index >= entries.count || entries[index] >> 32 != entries[start] >> 32 {
            if index - start > 1 { body(entries[start..<index]) }
            start = index
        }
    }

    /// Tries every other field and keeps the one that leaves most pairs, parts that are still too large not counted.
    private func split(_ block: ArraySlice<UInt64>) -> Split {
        let members = block.map { UInt32(truncatingIfNeeded: $0) }
        let used = Set(rules[rule].conditions.map(\.field))
        var best: (condition: BlockingRule.Condition, keys: [(UInt32, UInt32)], pairs: Int)?
        for field in 0..<fields where !used.contains(field) {
            let condition = BlockingRule.Condition(field: field, isPart: false)
            let refined = BlockingRule(conditions: rules[rule].conditions + [condition])
            var refinedKeys: [(UInt32, UInt32)] = []
            keys.forEach(members.lazy.map { Int($0) }, of: refined) { refinedKeys.append((UInt32($0), $1)) }
            let (kept, pairs) = Self.withinLimit(refinedKeys)
            if pairs > best?.pairs ?? 0 { best = (condition, kept, pairs) }
        }
        let all = members.count * (members.count - 1) / 2
        let block = BlockIndex.HotBlock(
            rule: rule,
            profiles: members.count,
            example: members[0],
            refinedBy: best?.condition,
            skippedPairs: all - (best?.pairs ?? 0)
        )
        return Split(block: block, keys: best?.keys ?? members.map { ($0, 0) })
    }

    private static func withinLimit(_ keys: [(UInt32, UInt32)]) -> (keys: [(UInt32, UInt32)], pairs: Int) {
        var sizes: [UInt32: Int] = [:]
        for (_, key) in keys where key != 0 { sizes[key, default: 0] += 1 }
        let kept = keys.map { ($0.0, sizes[$0.1, default: 0] > BlockIndex.maximalBlock ? 0 : $0.1) }
        let pairs = sizes.values.reduce(0) { $0 + ($1 > BlockIndex.maximalBlock ? 0 : $1 * ($1 - 1) / 2) }
        return (kept, pairs)
    }
}
