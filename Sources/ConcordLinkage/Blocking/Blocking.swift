/// The rules that were chosen and the blocks they make.
struct Blocking {
    let index: BlockIndex
    let stream: PairStream
    /// About how many pairs the rules bring together.
    let expectedPairs: Int

    init(_ prepared: Preparation, threads: Int) {
        let profiles = prepared.profiles.count
        let keys = BlockingKeys(comparer: prepared.comparer)
        let chooser = RuleChooser(budget: RuleChooser.budget(profiles: profiles), threads: threads)
        let (rules, expectedPairs) = chooser.rules(for: prepared.comparer.fields, keys: keys, profiles: profiles)
        index = BlockIndex(
            rules: rules,
            comparer: prepared.comparer,
            keys: keys,
            profiles: profiles,
            threads: threads
        )
        self.expectedPairs = expectedPairs
        stream = PairStream(index: index, threads: threads)
    }

    /// The rules and what each brought.
    func ruleSummaries(_ fields: [FieldComparer], pairs: [Int]) -> [RuleSummary] {
        zip(index.rules, pairs).map { RuleSummary(name: $0.name(fields), pairs: $1) }
    }

    /// The largest of the hot blocks.
    func hotBlockSummaries(_ comparer: PairComparer, limit: Int = 100) -> [HotBlockSummary] {
        index.hotBlocks.prefix(limit).map { block in
            let rule = index.rules[block.rule]
            let values = rule.conditions.map { condition in
                comparer.fields[condition.field].table.values.string(
                    comparer.id(of: block.example, field: condition.field)
                )
            }
            return HotBlockSummary(
                rule: rule.name(comparer.fields),
                value: values.joined(separator: " + "),
                profiles: block.profiles,
                refinedBy: block.refinedBy.map { comparer.fields[$0.field].name },
                skippedPairs: block.skippedPairs
            )
        }
    }
}
