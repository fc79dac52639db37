import ConcordTesting
import Testing

@testable import ConcordLinkage

@Suite("Evaluating") struct ClusterQualityTests {
    @Test(arguments: 0..<40 as Range<UInt64>) func agreesWithCountingAllPairs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...20, using: &random)
        let clusters = (0..<count).map { _ in UInt32.random(in: 1...5, using: &random) }
        let truth = (0..<count).map { _ in UInt32.random(in: 0...4, using: &random) }
        let known = (0..<count).filter { truth[$0] != 0 }
        let pairs = known.flatMap { a in known.filter { $0 < a }.map { (a, $0) } }
        let found = pairs.filter { clusters[$0.0] == clusters[$0.1] }
        let real = pairs.filter { truth[$0.0] == truth[$0.1] }
        let both = found.filter { truth[$0.0] == truth[$0.1] }.count
        let quality = ClusterQuality(clusters: clusters, truth: truth)
        #expect(
            abs(quality.pairwise.precision - (found.isEmpty ? 1 : Double(both) / Double(found.count))) < 1e-12,
            "seed \(seed)"
        )
        #expect(
            abs(quality.pairwise.recall - (real.isEmpty ? 1 : Double(both) / Double(real.count))) < 1e-12,
            "seed \(seed)"
        )
        let precisions = known.map { row -> Double in
            let cluster = known.filter { clusters[$0] == clusters[row] }
            return Double(cluster.count { truth[$0] == truth[row] }) / Double(cluster.count)
        }
        let expected = precisions.reduce(0, +) / Double(max(1, known.count))
        #expect(abs(quality.bcubed.precision - expected) < 1e-12, "seed \(seed)")
    }

    @Test func thePerfectAnswerScoresOne() {
        let quality = ClusterQuality(clusters: [7, 7, 3, 9], truth: [1, 1, 2, 3])
        #expect(quality.pairwise.f1 == 1 && quality.bcubed.f1 == 1)
        #expect(quality.largestCluster == 2 && quality.largestTruth == 2)
    }
}
