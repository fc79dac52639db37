/// The blocks of all rules: for each profile and rule a key; profiles with equal keys are compared.
///
/// Memory is 64 bytes per profile, whatever the number of pairs: one vector of keys, so that two profiles are looked at as one
/// comparison of vectors.
struct BlockIndex: Sendable {
    let rules: [BlockingRule]
    /// For each profile its key by rule, 0 where it is in no block of the rule.
    private(set) var keys: [SIMD16<UInt32>]
    /// As many rules fit into a vector.
    static let maximalRules = 16
    /// Blocks that were too large, most pairs first.
    private(set) var hotBlocks: [HotBlock] = []

    /// The number of blocks that bring a pair together.
    private(set) var blockCount = 0

    /// A block over the limit and what became of it.
    struct HotBlock: Hashable, Sendable {
        let rule: Int
        let profiles: Int
        /// One of its members, to show what they share.
        let example: UInt32
        /// The condition that it was split by.
        let refinedBy: BlockingRule.Condition?
        /// Pairs of the block that its parts do not compare.
        let skippedPairs: Int
    }

    /// Blocks of more profiles are split.
    static let maximalBlock = 700

    init(rules: [BlockingRule], comparer: PairComparer, keys source: BlockingKeys, profiles: Int, threads: Int) {
        self.rules = rules
        precondition(rules.count <= Self.maximalRules, "A block index has room for \(Self.maximalRules) rules")
        var keys = [SIMD16<UInt32>](repeating: .zero, count: profiles)
        let columns = Parallel.map(rules.count, threads: threads) { rule -> ([UInt32], HotBlockSplitter.Outcome) in
            var column = [UInt32](repeating: 0, count: profiles)
            source.forEach(0..<profiles, of: rules[rule]) { column[$0] = $1 }
            guard !rules[rule].conditions.isEmpty else { return (column, .init(blocks: 1, splits: [])) }
            let splitter = HotBlockSplitter(rule: rule, rules: rules, keys: source, fields: comparer.fields.count)
            return (column, splitter.split(Self.entries(column)))
        }
        for (rule, (column, outcome)) in columns.enumerated() {
            blockCount += outcome.blocks
            for profile in 0..<profiles { keys[profile][rule] = column[profile] }
            for split in outcome.splits {
                hotBlocks.append(split.block)
                for (profile, key) in split.keys { keys[Int(profile)][rule] = key }
            }
        }
        self.keys = keys
        hotBlocks.sort { ($1.profiles, $0.rule, $0.example) < ($0.profiles, $1.rule, $1.example) }
    }

    /// The members of a rule's blocks, block by block: key in the upper half, profile in the lower.
    func entries(of rule: Int) -> [UInt64] {
        Self.entries(keys.lazy.map { $0[rule] })
    }

    static func entries(_ column: some Sequence<UInt32>) -> [UInt64] {
        var entries: [UInt64] = []
        entries.reserveCapacity(column.underestimatedCount)
        for (profile, key) in column.enumerated() where key != 0 { entries.append(UInt64(key) << 32 | UInt64(profile)) }
        RadixSort.sort(&entries, bits: 32, 64)
        return entries
    }

    /// Whether any rule brings the pair together.
    func isTogether(_ a: Int, _ b: Int) -> Bool {
        Self.isTogether(keys[a], keys[b], rules: Self.mask(below: rules.count))
    }

    /// Whether one of the rules of a mask brings the two together; of the earlier rules: then it is that rule's pair.
    @inline(__always) static func isTogether(
        _ a: SIMD16<UInt32>,
        _ b: SIMD16<UInt32>,
        rules: SIMD16<UInt32>
    ) -> Bool {
        // A common key leaves a zero; rules outside the mask and missing keys are lifted above it.
        let lifted = (a ^ b) | ~rules | SIMD16<UInt32>.zero.replacing(with: 1, where: a .== 0)
        return lifted.min() == 0
    }

    /// All bits for the rules before `rule`, none for the others.
    static func mask(below rule: Int) -> SIMD16<UInt32> {
        var mask = SIMD16<UInt32>.zero
        for earlier in 0..<rule { mask[earlier] = .max }
        return mask
    }
}

/// Splits the blocks of a rule that have too many members by a further condition.
struct HotBlockSplitter {
    struct Split: Sendable {
        let block: BlockIndex.HotBlock
        let keys: [(profile: UInt32, key: UInt32)]
    }

    /// The number of blocks with a pair, and what was done to those that are too large.
    struct Outcome: Sendable {
        var blocks = 0
        var splits: [Split] = []
    }

    let rule: Int
    let rules: [BlockingRule]
    let keys: BlockingKeys
    let fields: Int

    func split(_ entries: [UInt64]) -> Outcome {
        var outcome = Outcome()
        var start = 0
        for index in 1...max(1, entries.count)
        where index >= entries.count || entries[index] >> 32 != entries[start] >> 32 {
            if index - start > 1 { outcome.blocks += 1 }
            if index - start > BlockIndex.maximalBlock { outcome.splits.append(split(entries[start..<index])) }
            start = index
        }
        return outcome
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
