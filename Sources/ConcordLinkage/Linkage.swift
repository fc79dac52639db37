import Foundation

/// Batch linkage: which rows of a table are the same person.
///
/// The steps read like the pipeline: ``TableReader`` reads, then ``run(_:)`` normalises, blocks, trains, scores, clusters and
/// evaluates. Each is a function of columns, of a block or of counts, and the result is the same for any number of threads.
///
/// ## Topics
/// - ``LinkageConfiguration`` says what to do, ``LinkageResult`` what was found.
/// - ``LinkageModel`` is what training learns and can be kept as a file.
/// - ``ResultWriter`` writes clusters, pairs, model and report.
///
/// It fails with ``LinkageError`` when a named column is not there or no column can tell people apart.
public struct Linkage: Sendable {
    public let configuration: LinkageConfiguration

    /// - Throws: ``LinkageError`` when the thresholds make no sense.
    public init(_ configuration: LinkageConfiguration) throws {
        guard 0 < configuration.possible, configuration.possible <= configuration.match, configuration.match < 1 else {
            throw LinkageError(
                .usage,
                "The thresholds must be 0 < possible <= match < 1",
                remedy: "Choose for example 0.1 and 0.5"
            )
        }
        self.configuration = configuration
    }

    /// Links the rows of a table.
    ///
    /// Time is about linear in the rows: blocking bounds the number of pairs. Memory is that of the columns, of
    /// 64 bytes per profile and four for each of its blocks, and of the pairs that are at least possible.
    public func run(_ table: Table) throws -> LinkageResult {
        var watch = StopWatch(progress: configuration.progress)
        watch.begin(.normalise)
        let prepared = try Preparation(table, configuration)
        watch.begin(.block)
        let blocking = Blocking(prepared, threads: configuration.threads)
        watch.begin(.train)
        let trained = try train(prepared, blocking)
        watch.begin(.score)
        let search = search(prepared, blocking, trained)
        watch.begin(.cluster)
        let clusters = cluster(prepared, trained, search.edges)
        let summary = Summary(prepared: prepared, blocking: blocking, trained: trained, search: search, configuration)
        let twins = summary.twins(clusters)
        watch.begin(.evaluate)
        let quality = summary.quality(clusters)
        let curve = summary.curve
        watch.end()
        return summary.result(
            clusters: clusters,
            twins: twins,
            quality: quality,
            curve: curve,
            seconds: watch.seconds
        )
    }

    /// A model, and what scoring by it needs.
    struct Trained {
        let model: LinkageModel
        let scorer: PairScorer
        let patterns: [(pattern: ComparisonPattern, count: Double)]
    }

    private func train(_ prepared: Preparation, _ blocking: Blocking) throws -> Trained {
        let training = Training(
            profiles: prepared.profiles,
            comparer: prepared.comparer,
            threads: configuration.threads,
            randomPairs: configuration.randomPairs
        )
        let patterns = training.patterns(blocking.stream, expectedPairs: blocking.expectedPairs)
        let random = configuration.model == nil ? training.randomAgreement() : training.knownAgreement()
        let model = configuration.model ?? training.model(patterns, random: random)
        guard model.fields.map(\.name) == prepared.comparer.fields.map(\.name) else {
            throw LinkageError(
                .usage,
                "The model was trained on the fields \(model.fields.map(\.name).joined(separator: ", "))",
                remedy: "Give the same fields, or train a model of this data"
            )
        }
        let scorer = PairScorer(comparer: prepared.comparer, model: model, random: random)
        return Trained(model: model, scorer: scorer, patterns: patterns)
    }

    /// What comparing all pairs found.
    struct Search {
        /// The pairs that are at least possible, best first.
        let edges: [Edge]
        /// The number of pairs that each rule brought and no earlier one.
        let pairsOfRule: [Int]
    }

    private func search(_ prepared: Preparation, _ blocking: Blocking, _ trained: Trained) -> Search {
        let cut = Float(LinkageModel.weight(probability: configuration.possible))
        let sieve = PairSieve(scorer: trained.scorer, cut: cut, threads: configuration.threads)
        struct Found: Sendable {
            var edges: [Edge] = []
            var pairs = 0
        }
        let rules = Double(blocking.index.rules.count)
        let parts = blocking.stream.fold(
            into: Found(),
            scratch: sieve.scratch,
            begin: { configuration.progress(.score, Double($0) / rules) }
        ) { found, scratch, run in
            found.pairs += sieve.sift(run, &scratch, into: &found.edges)
        }
        let edges = parts.joined().flatMap(\.edges)
        let pairsOfRule = parts.map { $0.reduce(0) { $0 + $1.pairs } }
        return Search(edges: edges.bestFirst(), pairsOfRule: pairsOfRule)
    }

    private func cluster(_ prepared: Preparation, _ trained: Trained, _ edges: [Edge]) -> [Int] {
        let matchWeight = Float(LinkageModel.weight(probability: configuration.match))
        // The model says how many others a row has on average; twice that person is still usual.
        let others = trained.model.prior * Double(max(1, prepared.profiles.rowCount - 1))
        let clusterer = Clusterer(
            scorer: trained.scorer,
            matchWeight: matchWeight,
            cleanSources: prepared.cleanSources,
            marks: prepared.marks,
            linked: configuration.linkedRows.map(prepared.profilePair),
            separate: configuration.separateRows.map(prepared.profilePair),
            usualSize: Float(2 * (1 + others)),
            threads: configuration.threads
        )
        let sets = clusterer.clusters(count: prepared.profiles.count, edges: edges)
        let rows = RowClusters(
            profiles: prepared.profiles,
            scorer: trained.scorer,
            matchWeight: matchWeight,
            cleanSources: prepared.cleanSources
        )
        return rows.number(sets)
    }
}

/// Times the steps and tells the listener which one has begun.
struct StopWatch {
    let progress: @Sendable (LinkagePhase, Double) -> Void
    private(set) var seconds: [(phase: LinkagePhase, seconds: Double)] = []
    private var running: (phase: LinkagePhase, since: ContinuousClock.Instant)?

    init(progress: @escaping @Sendable (LinkagePhase, Double) -> Void) { self.progress = progress }

    mutating func begin(_ phase: LinkagePhase) {
        end()
        running = (phase, .now)
        progress(phase, 0)
    }

    mutating func end() {
        guard let running else { return }
        seconds.append((running.phase, (ContinuousClock.now - running.since) / .seconds(1)))
        progress(running.phase, 1)
        self.running = nil
    }
}
