/// The blocks of all rules, and for each profile and rule a key: profiles with equal keys are compared.
///
/// Memory is 64 bytes per profile for one vector of keys, which tells whether an earlier rule has brought two together, and four
/// bytes for each block that a profile shares with another, whatever the number of pairs.
struct BlockIndex: Sendable {
    let rules: [BlockingRule]
    /// For each profile its key by rule, 0 where it is in no block of the rule.
    let keys: [SIMD16<UInt32>]
    /// For each rule its blocks.
    let blocks: [Blocks]
    /// As many rules fit into a vector.
    static let maximalRules = 16
    /// Blocks that were too large, most pairs first.
    private(set) var hotBlocks: [HotBlock] = []

    /// The number of blocks that bring a pair together.
    let blockCount: Int

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
        var keys = source.rows(rules, profiles: profiles, threads: threads)
        let outcomes = Parallel.map(rules.count, threads: threads) { [keys] rule in
            let splitter = HotBlockSplitter(rule: rule, rules: rules, keys: source, fields: comparer.fields.count)
            return splitter.blocks(Self.entries(keys, rule: rule))
        }
        for (rule, outcome) in outcomes.enumerated() {
            for split in outcome.splits {
                hotBlocks.append(split.block)
                for (profile, key) in split.keys { keys[Int(profile)][rule] = key }
            }
        }
        self.keys = keys
        blocks = outcomes.map(\.blocks)
        blockCount = outcomes.reduce(0) { $0 + $1.blockCount }
        hotBlocks.sort { ($1.profiles, $0.rule, $0.example) < ($0.profiles, $1.rule, $1.example) }
    }

    /// The profiles that are in a block of the rule, block by block: key in the upper half, profile in the lower.
    private static func entries(_ keys: [SIMD16<UInt32>], rule: Int) -> [UInt64] {
        var entries: [UInt64] = []
        entries.reserveCapacity(keys.count)
        for profile in keys.indices {
            let key = keys[profile][rule]
            if key != 0 { entries.append(UInt64(key) << 32 | UInt64(profile)) }
        }
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
