/// Turns clusters of profiles into clusters of rows.
struct RowClusters {
    let profiles: Profiles
    let scorer: PairScorer
    let matchWeight: Float
    /// For each profile its source if that source holds nobody twice, else 0.
    let cleanSources: [UInt32]

    /// The cluster of each row, numbered from 1 in order of first appearance.
    ///
    /// Rows of one profile stay together when they share an address, a number or an identifier, when two such rows are a match,
    /// or when what they share has joined another profile. Rows that say too little to be one person by themselves (a lone first
    /// name) stay apart.
    func number(_ sets: UnionFind) -> [Int] {
        let splits = splitProfiles(sets)
        var numberOfSet = [Int](repeating: 0, count: profiles.count)
        var numbers: [Int] = []
        numbers.reserveCapacity(profiles.rowCount)
        var count = 0
        for row in 0..<profiles.rowCount {
            let profile = Int(profiles.profileOfRow[row])
            let isLeftOut = splits[profile] && profiles.rows[Int(profiles.starts[profile])] != UInt32(row)
            let set = Int(sets.find(UInt32(profile)))
            if isLeftOut || numberOfSet[set] == 0 {
                count += 1
                if !isLeftOut { numberOfSet[set] = count }
                numbers.append(count)
            } else {
                numbers.append(numberOfSet[set])
            }
        }
        return numbers
    }

    /// Profiles of which only the first row belongs to the profile's cluster.
    private func splitProfiles(_ sets: UnionFind) -> [Bool] {
        var splits = [Bool](repeating: false, count: profiles.count)
        var caches = scorer.comparer.caches()
        var patterns: [ComparisonPattern] = []
        for profile in 0..<profiles.count where profiles.multiplicity(profile) > 1 {
            if !cleanSources.isEmpty, cleanSources[profile] != 0 {
                splits[profile] = true
            } else if sets.size(of: UInt32(profile)) == 1, !isIdentified(UInt32(profile)) {
                let pair = ProfilePair(a: UInt32(profile), b: UInt32(profile))
                scorer.comparer.compare([pair], into: &patterns, caches: &caches)
                splits[profile] = scorer.score(pair, patterns[0]) < matchWeight
            }
        }
        return splits
    }

    /// Whether the profile has a nearly unique value; those that strangers share were taken out before.
    private func isIdentified(_ profile: UInt32) -> Bool {
        scorer.comparer.fields.enumerated().contains { position, field in
            field.kind.isNearlyUnique && scorer.comparer.id(of: profile, field: position) != 0
        }
    }
}
