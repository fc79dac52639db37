import Concord
import ConcordTesting
import Foundation
import Testing

/// The sample input that the project ships.
@Suite struct DemoTests {
    private static let vendors = ["botpress", "usercom", "channel"]
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Demo").standardized

    private func lines(_ vendor: String) throws -> [String] {
        let file = DemoTests.folder.appendingPathComponent("\(vendor).jsonl")
        return String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func apply(_ lines: [String], _ vendor: String) throws -> Finished {
        try Command.run(
            ["apply", "--database", "people.db", "--vendor", vendor],
            in: store,
            input: .text(lines.joined(separator: "\n"))
        )
    }

    @Test(arguments: vendors) func everyLineIsAccepted(vendor: String) throws {
        let lines = try lines(vendor)
        let result = try apply(lines, vendor)
        #expect(result.status == 0, "\(result.output.split(separator: "\n").filter { $0.hasPrefix(#"{"error""#) })")
        #expect(result.lines.count == lines.count)
        #expect(lines.count > 100)
    }

    @Test(arguments: vendors) func aLineThatIsDeliveredTwiceChangesNothingTheSecondTime(vendor: String)
        throws
    {
        let lines = try lines(vendor)
        let answers = try apply(lines.flatMap { [$0, $0] }, vendor).lines.map { try $0.json }
        try #require(answers.count == 2 * lines.count)
        for index in stride(from: 0, to: answers.count, by: 2) {
            let (first, second) = (answers[index], answers[index + 1])
            #expect(second["created"] != true)
            #expect(second["meta", "created"] != true)
            #expect(second.without("created").without("meta") == first.without("created").without("meta"))
        }
    }

    @Test func applyingAllOfItAgainMakesNoAccountAndEndsWhereItEnded() throws {
        var states: [[String]] = []
        for _ in 0..<2 {
            for vendor in DemoTests.vendors { #expect(try apply(try lines(vendor), vendor).status == 0) }
            states.append(try PlainDatabase.rows("SELECT number, key, fields FROM account", at: store.path))
        }
        #expect(states[0].count > 200)
        #expect(states[1] == states[0])
    }

    @Test func theDemoShowsOneHumanWhyARefusedJoinAndAnUndoneOne() throws {
        let script = DemoTests.folder.appendingPathComponent("run").path
        let result = try Command.run(
            program: "/usr/bin/env",
            ["DEMO_FOLDER=\(store.folder.path)", script],
            in: store
        )
        #expect(result.status == 0, "\(result.errors)")
        let parts = result.output.components(separatedBy: "\n== ")
        try #require(parts.count == 8)
        #expect(parts[1].components(separatedBy: " 0 refused").count == 4)
        for vendor in DemoTests.vendors { #expect(parts[2].contains("\n  \(vendor):default ")) }
        #expect(parts[3].contains("1. The customer id c-1049 joined 2 clusters"))
        #expect(parts[4].contains("They are not one person:\n- Both carry the phone number +351213555017"))
        #expect(parts[5].contains("Decided: decision 1. They are one person now:"))
        #expect(parts[6].contains("Withdrawn: decision 1. They are two persons now:"))
        #expect(parts[7].contains(#"{"data":{"items":[{"#))
        // A screen and a half of a common terminal.
        #expect(result.lines.count <= 75)
    }
}
