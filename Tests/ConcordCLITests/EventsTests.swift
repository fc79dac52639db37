import Concord
import ConcordTesting
import Foundation
import Testing

/// `concord events`.
@Suite struct EventsTests {
    private let people: People

    init() throws { people = try People() }

    @Test func printsTheLogWithoutGapsAndWithoutValues() throws {
        let result = try people.run("events")
        #expect(result.status == 0)
        let events = try result.lines.map { try $0.json }
        #expect(events.map { $0["seq"]?.integer } == (1...Int64(events.count)).map { $0 })
        #expect(events[0]["kind"] == "account.created")
        #expect(!result.output.contains("ada@example.com"))
    }

    @Test func goesOnAfterAnEventAndStopsAtTheLimit() throws {
        let all = try people.run("events").lines
        #expect(try people.run("events", "--after", "3", "--limit", "2").lines == Array(all[3..<5]))
        #expect(try people.run("events", "--after", "\(all.count)").output.isEmpty)
        #expect(try people.run("events", "--limit", "0").status == 64)
        #expect(try people.run("events", "--after", "-1").status == 64)
    }

    @Test func followsUntilTheLimit() throws {
        let count = try people.run("events").lines.count
        let arguments = ["events", "--database", "people.db", "--follow", "--limit", "\(count + 1)"]
        let command = try Command.start(arguments, in: people.store)
        #expect(wait { try command.outputSoFar.split(separator: "\n").count == count })
        try people.apply("botpress", Lines.botpress("bob@example.com"))
        let result = try command.finish()
        #expect(result.status == 0)
        #expect(result.lines.count == count + 1)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func followingEndsWellWhenItIsStopped(signal: Int32) throws {
        let command = try Command.start(["events", "--database", "people.db", "--follow"], in: people.store)
        #expect(wait { try !command.outputSoFar.isEmpty })
        command.send(signal: signal)
        let result = try command.finish()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    @Test(arguments: ["", "--follow"]) func endsWellWhenNobodyReadsOn(option: String) throws {
        let script =
            #""$CONCORD" events --database people.db \#(option) 2>errors | head -n 1 >first; echo ${PIPESTATUS[0]}"#
        let result = try Command.run(program: "/bin/bash", ["-c", script], in: people.store)
        #expect(result.output == "0\n")
        #expect(try people.store.bytes("errors").isEmpty)
        #expect(try people.store.bytes("first").count > 10)
    }
}
