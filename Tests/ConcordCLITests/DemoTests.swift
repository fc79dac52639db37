import Concord
import ConcordTesting
import Foundation
import Testing

/// The sample input that the project ships.
@Suite struct DemoTests {
    private static let vendors = ["botpress", "usercom", "channel"]
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private func lines(_ vendor: String) throws -> [String] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("../../Demo/\(vendor).jsonl").standardized
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
}
