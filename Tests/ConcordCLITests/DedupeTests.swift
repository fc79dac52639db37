import Concord
import ConcordTesting
import Foundation
import Testing

/// `concord dedupe` on people that the generator made.
@Suite struct DedupeTests {
    private let store: TemporaryStore

    init() throws {
        store = try TemporaryStore()
        var lines = [PeopleGenerator.header.joined(separator: ",")]
        PeopleGenerator(seed: 7).forEachRow(300) { row in
            lines.append(row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ","))
        }
        _ = try store.file("people.csv", lines.joined(separator: "\n") + "\n")
    }

    private func dedupe(_ options: String...) throws -> Finished {
        let result = try Command.run(
            ["dedupe", "people.csv", "--id", "record_id", "--ignore", "source"] + options,
            in: store
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.isEmpty)
        return result
    }

    private func text(_ name: String) throws -> String { String(decoding: try store.bytes(name), as: UTF8.self) }

    @Test func everyRowGetsACluster() throws {
        let result = try dedupe("--truth", "entity_id", "--output", "clusters.csv")
        let lines = try text("clusters.csv").split(separator: "\n")
        #expect(lines.first == "record_id,cluster_id")
        #expect(lines.count == 301)
        let clusters = lines.dropFirst().compactMap { line in line.split(separator: ",").last.flatMap { Int($0) } }
        let count = try #require(result.output.json["clusters"]?.integer)
        #expect(Set(clusters) == Set(1...Int(count)))
        #expect(try store.names == ["clusters.csv", "people.csv"])
    }

    @Test func aFileAddsNicknames() throws {
        _ = try store.file(
            "people.csv", "id,first name,last name,email\n1,Xochi,Lee,x@lee.example\n2,Citlali,Lee,x@lee.example\n")
        _ = try store.file("names.txt", "# Nahuatl\nxochi citlali\n")
        func weight(_ options: [String]) throws -> Double {
            let arguments = ["dedupe", "people.csv", "--pairs", "pairs.csv", "--possible", "0.0001"] + options
            #expect(try Command.run(arguments, in: store).status == 0)
            let lines = try text("pairs.csv").split(separator: "\n").map { $0.split(separator: ",") }
            let column = try #require(lines.first?.firstIndex(of: "weight"))
            return try #require(lines.dropFirst().first.flatMap { Double($0[column]) })
        }
        #expect(try weight(["--nicknames", "names.txt"]) > weight([]) + 2)
    }

    @Test func theSummaryHasTheMembersThatScriptsRead() throws {
        let summary = try dedupe("--truth", "entity_id").output.json
        #expect(
            Set(summary.object?.members.map(\.name) ?? []) == [
                "rows", "blocks", "pairs_compared", "matches", "possible", "clusters", "seconds", "peak_memory_bytes",
                "truth",
            ]
        )
        #expect(summary["rows"] == 300)
        #expect(summary["seconds", "read"] != nil)
        #expect(summary["seconds", "total"] != nil)
        for name in ["pairwise", "bcubed"] {
            #expect(Set(summary["truth", name]?.object?.members.map(\.name) ?? []) == ["precision", "recall", "f1"])
        }
        for path in [["pairwise", "f1"], ["bcubed", "f1"], ["blocking_recall"]] {
            let value = try #require(path.reduce(summary["truth"]) { $0?[$1] }, "\(path)")
            let isHigh = if case .double(let share) = value { (0.9...1).contains(share) } else { value == 1 }
            #expect(isHigh, "\(path): \(value)")
        }
    }

    @Test func withoutTruthTheSummarySaysNull() throws {
        #expect(try dedupe("--ignore", "entity_id").output.json["truth"] == .null)
    }

    @Test func pairsComeBestFirstWithTheirVerdicts() throws {
        let summary = try dedupe("--ignore", "entity_id", "--pairs", "pairs.csv").output.json
        let lines = try text("pairs.csv").split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(lines.first == ["record_id_a", "record_id_b", "weight", "probability", "verdict"])
        let weights = lines.dropFirst().compactMap { Double($0[2]) }
        #expect(weights == weights.sorted(by: >))
        #expect(lines.count { $0[4] == "match" } == summary["matches"]?.integer.map { Int($0) })
        #expect(lines.count { $0[4] == "possible" } == summary["possible"]?.integer.map { Int($0) })
    }

    @Test func theReportLoadsNothingFromElsewhere() throws {
        _ = try dedupe("--truth", "entity_id", "--report", "report.html")
        let page = try text("report.html")
        #expect(page.hasPrefix("<!doctype html>") || page.hasPrefix("<!DOCTYPE html>"))
        for link in ["http://", "https://", "src=", "<link", "@import", "url("] {
            #expect(!page.contains(link), "\(link)")
        }
    }

    @Test func aModelThatWasWrittenAndReadBackGivesTheSameClusters() throws {
        _ = try dedupe("--ignore", "entity_id", "--model", "model.json", "--output", "first.csv")
        let model = try store.bytes("model.json")
        _ = try dedupe("--ignore", "entity_id", "--model", "model.json", "--output", "second.csv")
        #expect(try store.bytes("first.csv") == store.bytes("second.csv"))
        #expect(try store.bytes("model.json") == model)
    }

    @Test func threadsDoNotChangeTheBytes() throws {
        for threads in ["1", "2"] {
            _ = try dedupe(
                "--ignore", "entity_id", "--threads", threads, "--output", "clusters\(threads).csv",
                "--pairs", "pairs\(threads).csv", "--model", "model\(threads).json"
            )
        }
        for name in ["clusters", "pairs"] {
            #expect(try store.bytes("\(name)1.csv") == store.bytes("\(name)2.csv"), "\(name)")
        }
        #expect(try store.bytes("model1.json") == store.bytes("model2.json"))
    }

    @Test func columnsOfOneValueOrNoneDoNotMatter() throws {
        let rows = "id,first name,last name,email,unit,empty\n1,Ann,Lee,a@l.example,x,\n2,Bo,Ray,b@r.example,x,\n"
        _ = try store.file("few.csv", rows)
        let result = try Command.run(["dedupe", "few.csv", "--id", "id", "--output", "clusters.csv"], in: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try text("clusters.csv") == "id,cluster_id\n1,1\n2,2\n")
    }
}
