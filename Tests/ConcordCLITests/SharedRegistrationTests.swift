import Concord
import ConcordTesting
import Foundation
import Testing

/// A list of discriminating tags that one process begins to build and another one finishes.
@Suite struct SharedRegistrationTests {
    @Test func aBuildThatOneProcessLeavesIsFinishedByAnother() async throws {
        let store = try TemporaryStore()
        let engine = try store.open {
            $0.registrationSlice = 10
            $0.registrationDeadline = .zero
        }
        let users = engine.botpress(bot: "bot")
        let writes = (0..<500).map { number in
            AccountWrite(
                space: users.space,
                match: .tags(["id": "\(number)", "mail": "m\(number)"], discriminateBy: nil)
            )
        }
        for result in await engine.upsert(batch: writes) { _ = try result.get() }
        // The deadline passes with the first slices: the list stays building, a few accounts far.
        let request = BotpressGetOrCreateUser(tags: ["mail": "m321"], discriminateByTags: ["mail"])
        await #expect(throws: ConcordError.self) { try await users.getOrCreateUser(request) }
        try engine.close()

        let line = #"{"tags":{"mail":"m321"},"name":"Found","discriminateByTags":["mail"]}"#
        let arguments = ["apply", "--database", "people.db", "--vendor", "botpress", "--scope", "bot"]
        let result = try Command.run(arguments, in: store, input: .text(line + "\n"))
        #expect(result.status == 0, "\(result.errors)")
        let answer = try result.answer(0)
        #expect(answer.object?["meta"] == ["created": false])
        #expect(answer.object?["user"]?.object?["tags"] == ["id": "321", "mail": "m321"])
    }
}
