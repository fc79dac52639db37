/// How good clusters are, where the true ones are known.
public struct ClusterQuality: Codable, Hashable, Sendable {
    /// Precision, recall and their harmonic mean.
    public struct Measures: Codable, Hashable, Sendable {
        public let precision: Double
        public let recall: Double
        public let f1: Double

        init(precision: Double, recall: Double) {
            self.precision = precision
            self.recall = recall
            f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    /// Over pairs of rows: pairs in one cluster against pairs of one person.
    public let pairwise: Measures
    /// Over rows, each by the share of its cluster and of its person that it finds there (Bagga and Baldwin 1998).
    public let bcubed: Measures
    /// The share of the true pairs that blocking brought together, if it was counted.
    public var blockingRecall: Double?
    /// Rows of the largest cluster and of the largest person.
    public let largestCluster: Int
    public let largestTruth: Int

    /// Compares a clustering of rows with the truth, both as a number per row; rows with truth 0 are left out.
    ///
    /// Linear in the rows and the highest numbers.
    init(clusters: [UInt32], truth: [UInt32]) {
        var cells = zip(clusters, truth).filter { $0.1 != 0 }.map { UInt64($0.0) << 32 | UInt64($0.1) }
        RadixSort.sort(&cells, bits: 0, 64)
        let clusterSizes = Self.sizes(cells.lazy.map { Int($0 >> 32) })
        let truthSizes = Self.sizes(cells.lazy.map { Int(UInt32(truncatingIfNeeded: $0)) })
        var (common, precision, recall) = (0, 0.0, 0.0)
        var start = 0
        for index in 1...max(1, cells.count) where index >= cells.count || cells[index] != cells[start] {
            let size = min(index, cells.count) - start
            guard size > 0 else { break }
            common += size * (size - 1) / 2
            precision += Double(size * size) / Double(clusterSizes[Int(cells[start] >> 32)])
            recall += Double(size * size) / Double(truthSizes[Int(UInt32(truncatingIfNeeded: cells[start]))])
            start = index
        }
        pairwise = Measures(
            precision: Self.ratio(common, Self.pairs(clusterSizes)),
            recall: Self.ratio(common, Self.pairs(truthSizes))
        )
        let rows = Double(max(1, cells.count))
        bcubed = Measures(precision: precision / rows, recall: recall / rows)
        largestCluster = clusterSizes.max() ?? 0
        largestTruth = truthSizes.max() ?? 0
    }

    /// How often each number occurs; the numbers are those of clusters or people, from 1 on without gaps.
    private static func sizes(_ numbers: some Sequence<Int>) -> [Int] {
        var sizes = [Int](repeating: 0, count: 1 + (numbers.max() ?? 0))
        for number in numbers { sizes[number] += 1 }
        return sizes
    }

    private static func pairs(_ sizes: [Int]) -> Int { sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }

    private static func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 1 : Double(part) / Double(whole) }
}
