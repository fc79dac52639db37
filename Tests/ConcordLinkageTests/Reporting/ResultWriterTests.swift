import Foundation
import Testing

@testable import ConcordLinkage

@Suite("Writing results") struct ResultWriterTests {
    private func run(_ rows: [[String]]) throws -> (Table, LinkageResult) {
        let table = Table(rows: rows)
        return (table, try Linkage(.people).run(table))
    }

    @Test func clustersPairsModelAndReportAreWritten() throws {
        let folder = try TemporaryFolder()
        var rows = Table.people(300, seed: 3)
        rows[1][0] = "a,\"b\""
        rows[1][3] = "<script>"
        let (table, result) = try run(rows)
        let writer = try ResultWriter(table: table, result: result, idColumn: "record_id")
        let paths = ["c.csv", "p.csv", "m.json", "r.html"].map { "\(folder.path)/\($0)" }
        try writer.writeClusters(to: OutputFile(path: paths[0]))
        try writer.writePairs(to: OutputFile(path: paths[1]))
        try writer.writeModel(to: OutputFile(path: paths[2]))
        try writer.writeReport(to: OutputFile(path: paths[3]), title: "a <b>")
        let clusters = try TableReader().read([paths[0]])
        #expect(clusters.columnNames == ["record_id", "cluster_id"])
        #expect(clusters.text(row: 0, column: 0) == "a,\"b\"")
        #expect((0..<300).map { clusters.text(row: $0, column: 1) } == result.clusters.map { "\($0)" })
        let pairs = try TableReader().read([paths[1]])
        #expect(pairs.rowCount == result.pairs.count)
        #expect(pairs.columnNames == ["record_id_a", "record_id_b", "weight", "probability", "verdict"])
        #expect(try LinkageModel(decoding: Data(contentsOf: URL(fileURLWithPath: paths[2]))) == result.model)
        let page = try String(contentsOfFile: paths[3], encoding: .utf8)
        #expect(page.contains("a &lt;b&gt;"))
        for foreign in ["<script", "http:", "https:", "src=", "@import"] { #expect(!page.contains(foreign)) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "c.csv", "m.json", "p.csv", "r.html",
            ]
        )
    }

    @Test func idsMustBeThereAndDiffer() throws {
        let people = Table.people(60, seed: 4)
        for id in ["", "7"] {
            var rows = people
            rows[3][0] = id
            let (table, result) = try run(rows)
            let error = try #require(throws: LinkageError.self) {
                _ = try ResultWriter(table: table, result: result, idColumn: "record_id")
            }
            #expect(error.code == .input)
            #expect(error.message.contains("3"), "\(error)")
        }
    }

    @Test func aPlaceThatCannotBeWrittenIsFoundAtOnce() throws {
        let error = try #require(throws: LinkageError.self) { _ = try OutputFile(path: "/nowhere/at/all/out.csv") }
        #expect(error.code == .output)
    }

    @Test func aFailedWriteLeavesTheOldFileAndNothingElse() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("out.csv", "old")
        struct Failure: Error {}
        #expect(throws: LinkageError.self) {
            try OutputFile(path: path).write { append in
                try append(Data("half".utf8))
                throw Failure()
            }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.csv"])
    }

    @Test func aWaterfallAddsUpToTheWeight() throws {
        let (_, result) = try run(Table.people(400, seed: 5))
        #expect(!result.hardest.isEmpty)
        for waterfall in result.hardest {
            let pair = result.pairs.first { $0.rows == waterfall.rows }
            #expect(abs(waterfall.weight - (pair?.weight ?? .infinity)) < 0.02)
        }
    }
}
