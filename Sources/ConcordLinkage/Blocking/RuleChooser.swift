/// Chooses the blocking rules from the data: the loosest ones whose pairs the budget allows.
///
/// Single conditions that are selective enough become rules; those that are not are combined in twos, what is still too
/// loose in threes. A rule that a chosen one covers is left out. Pairs are counted on a sample, so choosing costs the same
/// for a million profiles as for fifty thousand.
struct RuleChooser {
    /// How many pairs all rules together may bring.
    let budget: Int
    var sampleSize = 40_000
    let threads: Int

    /// The pairs that a run over this many profiles may compare.
    static func budget(profiles: Int) -> Int { 3_000_000 + 10 * profiles }

    /// The rules, and about how many pairs they bring together.
    func rules(
        for fields: [FieldComparer],
        keys: BlockingKeys,
        profiles: Int
    ) -> (rules: [BlockingRule], expectedPairs: Int) {
        let all = profiles * (profiles - 1) / 2
        if all <= budget { return ([BlockingRule(conditions: [])], all) }
        let sample = min(sampleSize, profiles)
        let scale = Double(profiles) * Double(profiles - 1) / (Double(sample) * Double(sample - 1))
        let conditions = self.conditions(fields)
        var chosen: [BlockingRule] = []
        var spent = 0.0
        var open: [BlockingRule] = [BlockingRule(conditions: [])]
        for _ in 1...3 {
            let candidates = extended(open, by: conditions).filter { rule in !chosen.contains { rule.isCovered(by: $0) }
            }
            let costs = Parallel.map(candidates.count, threads: threads) { index in
                Self.pairs(candidates[index], keys, sample: sample) * scale
            }
            let ranked = zip(candidates, costs).enumerated().sorted {
                ($1.element.1, $0.offset) < ($0.element.1, $1.offset)
            }
            open = []
            for (_, (rule, cost)) in ranked {
                guard cost <= Double(budget) / 6, spent + cost <= Double(budget) else {
                    open.append(rule)
                    continue
                }
                guard chosen.count < BlockIndex.maximalRules, !chosen.contains(where: { rule.isCovered(by: $0) }) else {
                    continue
                }
                chosen.append(rule)
                spent += cost
            }
        }
        return (chosen, Int(spent))
    }

    /// Whole values and telling parts of the fields that tell anything; of wide tables the first, for there are as many rules as
    /// threes of conditions.
    private func conditions(_ fields: [FieldComparer]) -> [BlockingRule.Condition] {
        fields.indices.prefix(16).flatMap { field -> [BlockingRule.Condition] in
            guard fields[field].table.values.count > 1 else { return [] }
            let whole = BlockingRule.Condition(field: field, isPart: false)
            switch fields[field].kind {
            case .category, .country, .region, .houseNumber, .identifier: return [whole]
            default:
                let parts = Set(fields[field].table.traits.map(\.part)).count
                // A part that is the whole anyway would make every rule twice.
                guard parts < fields[field].table.values.count * 9 / 10 else { return [whole] }
                return [whole, BlockingRule.Condition(field: field, isPart: true)]
            }
        }
    }

    /// All rules with one condition more, each set of conditions once and at most one condition a field.
    private func extended(_ rules: [BlockingRule], by conditions: [BlockingRule.Condition]) -> [BlockingRule] {
        rules.flatMap { rule in
            conditions.filter { $0.field > rule.conditions.last?.field ?? -1 }
                .map { BlockingRule(conditions: rule.conditions + [$0]) }
        }
    }

    /// The pairs that a rule brings together among the first `sample` profiles: profiles are in the order of a hash.
    private static func pairs(_ rule: BlockingRule, _ keys: BlockingKeys, sample: Int) -> Double {
        var sorted: [UInt64] = []
        sorted.reserveCapacity(sample)
        keys.forEach(0..<sample, of: rule) { _, key in
            if key != 0 { sorted.append(UInt64(key) << 32) }
        }
        RadixSort.sort(&sorted, bits: 32, 64)
        var pairs = 0
        var run = 0
        for index in sorted.indices {
            run = index > 0 && sorted[index] == sorted[index - 1] ? run + 1 : 0
            pairs += run
        }
        // Half a pair more, so that a rule without pairs in the sample is not taken for free.
        return Double(pairs) + 0.5
    }
}
