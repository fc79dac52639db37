/// Puts together what a run found.
struct Summary {
    private let prepared: Preparation
    private let blocking: Blocking
    private let trained: Linkage.Trained
    private let search: Linkage.Search
    private let configuration: LinkageConfiguration
    private let pairs: [ScoredPair]

    init(
        prepared: Preparation,
        blocking: Blocking,
        trained: Linkage.Trained,
        search: Linkage.Search,
        _ configuration: LinkageConfiguration
    ) {
        self.prepared = prepared
        self.blocking = blocking
        self.trained = trained
        self.search = search
        self.configuration = configuration
        let matchWeight = Float(LinkageModel.weight(probability: configuration.match))
        pairs = search.edges.map { edge in
            ScoredPair(
                rows: Self.firstRows(edge.pair, prepared.profiles),
                weight: Double(edge.weight),
                verdict: edge.weight >= matchWeight ? .match : .possible
            )
        }
    }

    /// How good the clusters are, where the truth is known.
    func quality(_ clusters: [Int]) -> ClusterQuality? {
        guard let truth = prepared.truth else { return nil }
        var quality = ClusterQuality(clusters: clusters.map { UInt32($0) }, truth: truth.people)
        quality.blockingRecall = truth.blockingRecall(blocking.index, prepared.profiles)
        return quality
    }

    /// Rows that are equal in all fields; see ``LinkageResult/twins``.
    func twins(_ clusters: [Int]) -> [ScoredPair] {
        let profiles = prepared.profiles
        let multiple = (0..<UInt32(profiles.count)).filter { profiles.multiplicity(Int($0)) > 1 }
        guard !multiple.isEmpty else { return [] }
        var caches = prepared.comparer.caches()
        var patterns: [ComparisonPattern] = []
        let pairs = multiple.map { ProfilePair(a: $0, b: $0) }
        prepared.comparer.compare(pairs, into: &patterns, caches: &caches)
        return zip(pairs, patterns).flatMap { pair, pattern in
            let weight = Double(trained.scorer.score(pair, pattern))
            let isMatch = LinkageModel.probability(weight: weight) >= configuration.match
            let rows = profiles.rows(of: Int(pair.a))
            let first = Int(rows[rows.startIndex])
            return rows.dropFirst().compactMap { row -> ScoredPair? in
                let isOne = clusters[first] == clusters[Int(row)]
                guard isOne || LinkageModel.probability(weight: weight) >= configuration.possible else { return nil }
                return ScoredPair(rows: RowPair(first, Int(row)), weight: weight, verdict: isMatch ? .match : .possible)
            }
        }
    }

    /// Precision and recall over thresholds, where the truth is known.
    var curve: [ThresholdPoint] { prepared.truth?.curve(pairs) ?? [] }

    func result(
        clusters: [Int],
        twins: [ScoredPair],
        quality: ClusterQuality?,
        curve: [ThresholdPoint],
        seconds: [(phase: LinkagePhase, seconds: Double)]
    ) -> LinkageResult {
        LinkageResult(
            clusters: clusters,
            assignments: prepared.assignments,
            junk: prepared.junk,
            rules: blocking.ruleSummaries(prepared.comparer.fields, pairs: search.pairsOfRule),
            hotBlocks: blocking.hotBlockSummaries(prepared.comparer),
            blockCount: blocking.index.blockCount,
            pairsCompared: search.pairsOfRule.reduce(0, +),
            model: trained.model,
            pairs: pairs,
            twins: twins,
            histogram: HistogramBin.bins(trained.patterns, model: trained.model),
            hardest: hardest(),
            threshold: LinkageModel.weight(probability: configuration.match),
            quality: quality,
            curve: curve,
            seconds: seconds
        )
    }

    /// The pairs nearest to the threshold, half of them above it.
    private func hardest(limit: Int = 12) -> [Waterfall] {
        let edges = search.edges
        let matchWeight = Float(LinkageModel.weight(probability: configuration.match))
        let threshold = edges.firstIndex { $0.weight < matchWeight } ?? edges.count
        let range = max(0, threshold - limit / 2)..<min(edges.count, threshold + limit / 2)
        return edges[range].map { trained.scorer.waterfall($0.pair, rows: Self.firstRows($0.pair, prepared.profiles)) }
    }

    private static func firstRows(_ pair: ProfilePair, _ profiles: Profiles) -> RowPair {
        let a = Int(profiles.rows[Int(profiles.starts[Int(pair.a)])])
        let b = Int(profiles.rows[Int(profiles.starts[Int(pair.b)])])
        return RowPair(min(a, b), max(a, b))
    }
}
