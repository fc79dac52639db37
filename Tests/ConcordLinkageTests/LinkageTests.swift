import ConcordTesting
import Foundation
import Testing

@testable import ConcordLinkage

@Suite("Linkage") struct LinkageTests {
    @Test(arguments: [11, 12, 13] as [UInt64]) func theOutputIsAPartitionOfGoodQuality(seed: UInt64) throws {
        let result = try Linkage(.people).run(Table(rows: Table.people(600, seed: seed)))
        #expect(result.clusters.count == 600)
        #expect(Set(result.clusters) == Set(1...result.clusterCount))
        let quality = try #require(result.quality)
        #expect(quality.pairwise.f1 > 0.93, "seed \(seed): \(quality.pairwise)")
        #expect(quality.largestCluster <= 2 * quality.largestTruth, "seed \(seed)")
    }

    @Test(arguments: [21, 22] as [UInt64]) func threadsDoNotChangeTheOutput(seed: UInt64) throws {
        let table = Table(rows: Table.people(500, seed: seed))
        let results = try [1, 2, 5].map { threads in
            var configuration = LinkageConfiguration.people
            configuration.threads = threads
            return try Linkage(configuration).run(table)
        }
        for result in results.dropFirst() {
            #expect(result.clusters == results[0].clusters, "seed \(seed)")
            #expect(result.model == results[0].model, "seed \(seed)")
            #expect(result.pairs == results[0].pairs, "seed \(seed)")
        }
    }

    @Test(arguments: [31, 32] as [UInt64]) func permutingTheRowsPermutesTheResult(seed: UInt64) throws {
        let rows = Table.people(500, seed: seed)
        var random = SeededGenerator(seed: seed)
        let shuffled = [rows[0]] + rows.dropFirst().shuffled(using: &random)
        let (first, second) = try (Linkage(.people).run(Table(rows: rows)), Linkage(.people).run(Table(rows: shuffled)))
        #expect(
            partition(first.clusters, names: rows.dropFirst().map { $0[0] })
                == partition(second.clusters, names: shuffled.dropFirst().map { $0[0] }),
            "seed \(seed)"
        )
    }

    @Test func renamingIDsChangesNothing() throws {
        let rows = Table.people(400, seed: 41)
        let renamed = [rows[0]] + rows.dropFirst().map { ["other-" + $0[0]] + $0.dropFirst() }
        #expect(
            try Linkage(.people).run(Table(rows: rows)).clusters == Linkage(.people).run(Table(rows: renamed)).clusters
        )
    }

    @Test func aDuplicatedRowJoinsItsTwin() throws {
        let rows = Table.people(500, seed: 51)
        // A row with name, e-mail and phone says enough to be one person.
        let full = rows.dropFirst().filter { row in row[3...6].allSatisfy { !$0.isEmpty } }.prefix(50)
        let clusters = try Linkage(.people).run(Table(rows: rows + full)).clusters
        for (offset, row) in full.enumerated() {
            #expect(clusters[Int(row[0])!] == clusters[500 + offset], "row \(row[0])")
        }
    }

    @Test func aValueThatStrangersShareGluesNobody() throws {
        var rows = Table.people(600, seed: 61)
        for row in stride(from: 1, to: 600, by: 9) { rows[row][5] = "office@shared.example" }
        let result = try Linkage(.people).run(Table(rows: rows))
        #expect(result.junk.contains { $0.value == "office@shared.example" })
        #expect(try #require(result.quality).pairwise.precision > 0.93)
    }

    @Test func aHeaderAloneIsRefused() throws {
        let table = Table(rows: [["first name", "email"]])
        let error = try #require(throws: LinkageError.self) { try Linkage(LinkageConfiguration()).run(table) }
        #expect(error.message.contains("no rows"))
    }

    @Test func oneRowOrOneValueIsNoProblem() throws {
        let one = Table(rows: [["first name", "email"], ["Ann", "a@b.example"], ["Bo", "b@b.example"]])
        #expect(try Linkage(LinkageConfiguration()).run(one).clusters == [1, 2])
        let same = Table(rows: [["first name", "email"]] + Array(repeating: ["Ann", "a@b.example"], count: 300))
        let error = try #require(throws: LinkageError.self) { try Linkage(LinkageConfiguration()).run(same) }
        #expect(error.message.contains("No column can tell people apart"))
    }

    @Test func manyEqualRowsCostNoMoreThanOne() throws {
        let rows =
            [["first name", "last name", "email"]]
            + Array(repeating: ["Ann", "Lee", "a@b.example"], count: 20_000) + [["Bo", "Ray", "b@b.example"]]
        let result = try Linkage(LinkageConfiguration()).run(Table(rows: rows))
        #expect(result.pairsCompared == 1)
        #expect(Set(result.clusters.dropLast()) == [1])
        #expect(result.clusters.last == 2)
    }

    @Test func unknownColumnsAndThresholdsAreUsageErrors() throws {
        let table = Table(rows: Table.people(50, seed: 1))
        var configuration = LinkageConfiguration()
        configuration.truthColumn = "no such column"
        let error = try #require(throws: LinkageError.self) { _ = try Linkage(configuration).run(table) }
        #expect(error.code == .usage && error.remedy.contains("entity_id"))
        configuration.match = 1.5
        #expect(throws: LinkageError.self) { _ = try Linkage(configuration) }
    }

    static let sharedData = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: sharedData), "the evaluation data is not here"))
    func thePublishedSetIsLinkedAsWellAsByTheField() throws {
        let table = try TableReader(threads: 2).read([Self.sharedData + "/fake_1000.csv"])
        var configuration = LinkageConfiguration.people
        configuration.threads = 2
        let quality = try #require(Linkage(configuration).run(table).quality)
        #expect(quality.pairwise.f1 >= 0.935)
        #expect(quality.largestCluster <= 2 * quality.largestTruth)
    }
}
