/// What a run found.
public struct LinkageResult: Sendable {
    /// For each row the number of its cluster, from 1 in order of first appearance.
    public let clusters: [Int]
    public var clusterCount: Int { clusters.max() ?? 0 }
    /// What the columns were taken for.
    public let assignments: [FieldAssignment]
    /// Values that were taken out because people of many names carry them.
    public let junk: [JunkValue]
    public let rules: [RuleSummary]
    public let hotBlocks: [HotBlockSummary]
    /// The number of blocks that brought pairs together.
    public let blockCount: Int
    /// The number of pairs that blocking brought together.
    public let pairsCompared: Int
    public let model: LinkageModel
    /// All pairs that are at least possible, best first. Rows that are equal in all fields are listed by their first row.
    public let pairs: [ScoredPair]
    /// Rows that are equal in all fields, each with the first of them: those of one cluster, and of the others those that
    /// are at least possible.
    public let twins: [ScoredPair]
    /// The expected number of pairs of rows per bit of weight, of one person and of two.
    public let histogram: [HistogramBin]
    /// Pairs near the threshold, with what speaks for and against them.
    public let hardest: [Waterfall]
    /// The weight in bits from which a pair was a match.
    public let threshold: Double
    public let quality: ClusterQuality?
    /// Precision and recall of pairs over thresholds, where the truth is known.
    public let curve: [ThresholdPoint]
    /// How long each step took.
    public let seconds: [(phase: LinkagePhase, seconds: Double)]

    public var matchCount: Int { pairs.count { $0.verdict == .match } }
    public var possibleCount: Int { pairs.count - matchCount }
}

/// A value of a nearly unique field that is nobody's own.
public struct JunkValue: Hashable, Sendable {
    public let field: String
    public let value: String
    public let rows: Int
    public let names: Int
}

/// A blocking rule and how many pairs it brought that no earlier rule had.
public struct RuleSummary: Hashable, Sendable {
    public let name: String
    public let pairs: Int
}

/// A block that was too large to compare all its pairs.
public struct HotBlockSummary: Hashable, Sendable {
    public let rule: String
    /// What its members share.
    public let value: String
    public let profiles: Int
    /// The field by which it was split; nil when no field made the parts small enough.
    public let refinedBy: String?
    public let skippedPairs: Int
}

/// Two rows and how likely they are one person.
public struct ScoredPair: Hashable, Sendable {
    public enum Verdict: String, Sendable { case match, possible }

    public let rows: RowPair
    /// In bits: the binary logarithm of the odds, prior included.
    public let weight: Double
    public let verdict: Verdict

    public var probability: Double { LinkageModel.probability(weight: weight) }
}
