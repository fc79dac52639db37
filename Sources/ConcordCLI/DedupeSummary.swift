import Concord
import ConcordLinkage
import Foundation

/// A value that is written as `null` when there is none, where an optional member would be left out.
struct Nullable<Value: Encodable>: Encodable {
    let value: Value?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// What a run prints: one JSON object that scripts can read.
struct DedupeSummary: Encodable {
    struct Truth: Encodable {
        let pairwise: ClusterQuality.Measures
        let bcubed: ClusterQuality.Measures
        let blockingRecall: Double?
        let largestCluster: Int
        let largestTrue: Int
    }

    /// What was written to a database.
    struct Run: Encodable {
        let id: Nullable<Int64>
        let accepted: Int
        let possible: Int
        let changed: Bool
    }

    let rows: Int
    let blocks: Int
    let pairsCompared: Int
    let matches: Int
    let possible: Int
    let clusters: Int
    let seconds: [String: Double]
    let peakMemoryBytes: Int
    let truth: Nullable<Truth>
    /// Only there where one was asked for.
    let run: Run?

    /// - Parameter seconds: what the phases around linkage took.
    init(_ table: Table, _ result: LinkageResult, seconds around: [String: Double], run: LinkageRun? = nil) {
        rows = table.rowCount
        blocks = result.blockCount
        pairsCompared = result.pairsCompared
        matches = result.matchCount
        possible = result.possibleCount
        clusters = result.clusterCount
        var seconds = Dictionary(uniqueKeysWithValues: result.seconds.map { ($0.phase.rawValue, $0.seconds) })
        seconds.merge(around) { $1 }
        seconds["total"] = seconds.values.reduce(0, +)
        self.seconds = seconds
        peakMemoryBytes = Self.peakMemory()
        let truth = result.quality.map {
            Truth(
                pairwise: $0.pairwise,
                bcubed: $0.bcubed,
                blockingRecall: $0.blockingRecall,
                largestCluster: $0.largestCluster,
                largestTrue: $0.largestTruth
            )
        }
        self.truth = Nullable(value: truth)
        self.run = run.map {
            Run(
                id: Nullable(value: $0.id),
                accepted: $0.summary.accepted,
                possible: $0.summary.possible,
                changed: $0.id != nil
            )
        }
    }

    /// Prints the object on standard output.
    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        FileHandle.standardOutput.write(try encoder.encode(self) + Data("\n".utf8))
    }

    private static func peakMemory() -> Int {
        var usage = rusage()
        // 0 is the process itself; the constant has another type on each system.
        getrusage(0, &usage)
        // Linux counts in kilobytes, Darwin in bytes.
        #if os(Linux)
        return Int(usage.ru_maxrss) * 1024
        #else
        return Int(usage.ru_maxrss)
        #endif
    }
}
