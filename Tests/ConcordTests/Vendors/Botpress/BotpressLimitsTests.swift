import Concord
import Testing

@Suite("Botpress: limits and the closed schema")
struct BotpressLimitsTests {
    private func reply(to body: String, _ options: SpaceOptions = SpaceOptions()) async throws -> AdapterReply {
        let store = try AdapterTestStore(options)
        let reply = try AdapterReply(await store.engine.botpress().getOrCreateUser(body: Array(body.utf8)))
        let count = try await store.engine.accountCount(in: Space(vendor: .botpress))
        #expect(count == (reply.status == 200 ? 1 : 0))
        return reply
    }

    @Test(
        "Decision 14: limits include their number and count code points",
        arguments: [
            (#"{"tags": {}, "name": "%"}"#, 200), (#"{"tags": {}, "integrationName": "%"}"#, 200),
            (#"{"tags": {}, "pictureUrl": "%"}"#, 40_000), (#"{"tags": {"a": "%"}}"#, 500),
            (#"{"tags": {}, "properties": {"a": "%"}}"#, 200), (#"{"tags": {}, "attributes": {"a": "%"}}"#, 200),
            (#"{"tags": {}, "discriminateByTags": ["%"]}"#, 500),
        ]
    )
    func lengths(template: String, limit: Int) async throws {
        for unit in ["a", "é", "🧡", "e\u{301}"] {
            let fitting = String(repeating: unit, count: limit / unit.unicodeScalars.count)
            #expect(try await reply(to: template.replacing("%", with: fitting)).status == 200)
            let reply = try await reply(to: template.replacing("%", with: fitting + "a"))
            #expect(reply.status == 400)
            #expect(reply["type"] == "InvalidPayload")
        }
    }

    @Test("Decision 14: the limit of properties and attributes is the space's, typed requests have it too")
    func configuredLength() async throws {
        var options = SpaceOptions()
        options.maximumPropertyLength = 3
        #expect(try await reply(to: #"{"tags": {}, "properties": {"a": "123"}}"#, options).status == 200)
        #expect(try await reply(to: #"{"tags": {}, "properties": {"a": "1234"}}"#, options).status == 400)
        #expect(try await reply(to: #"{"tags": {}, "attributes": {"a": "1234"}}"#, options).status == 400)
        let store = try AdapterTestStore(options)
        let error = await concordError {
            _ = try await store.engine.botpress().getOrCreateUser(
                BotpressGetOrCreateUser(tags: [:], properties: ["a": "1234"])
            )
        }
        #expect(error?.code == .invalidWrite)
        #expect(error?.field == "properties")
    }

    @Test("Decision 15: any key is accepted but an empty one")
    func keys() async throws {
        #expect(try await reply(to: #"{"tags": {"whatsapp:phone": "1", " ": "2", "é": "3"}}"#).status == 200)
        for tags in [#"{"": "1"}"#, #"{"": null}"#, #"{"a": "1", "": ""}"#] {
            #expect(try await reply(to: #"{"tags": \#(tags)}"#).status == 400)
        }
    }

    @Test("Decision 15: an optional cap on the number of keys counts what is set")
    func cap() async throws {
        let many = (0..<200).map { #""t\#($0)": "x""# }.joined(separator: ",")
        #expect(try await reply(to: #"{"tags": {\#(many)}}"#).status == 200)
        var options = SpaceOptions()
        options.maximumTags = 2
        #expect(try await reply(to: #"{"tags": {"a": "1", "b": "2", "c": null, "d": ""}}"#, options).status == 200)
        #expect(try await reply(to: #"{"tags": {"a": "1", "b": "2", "c": "3"}}"#, options).status == 400)
    }

    @Test(
        "Decision 17: the schema is closed and tags is required",
        arguments: [
            #"{}"#, #"{"name": "x"}"#, #"{"tags": null}"#, #"{"tags": []}"#, #"{"tags": "x"}"#, #"{"tags": {"a": 1}}"#,
            #"{"tags": {"a": true}}"#, #"{"tags": {"a": ["x"]}}"#, #"{"tags": {}, "unknown": null}"#,
            #"{"tags": {}, "Name": "x"}"#, #"{"tags": {}, "discriminateByTags": "a"}"#,
            #"{"tags": {}, "discriminateByTags": [1]}"#, #"{"tags": {}, "discriminateByTags": [null]}"#,
            #"{"tags": {}, "discriminateByTags": null}"#, #"{"tags": {}, "name": 1}"#,
            #"{"tags": {}, "integrationName": 1}"#,
        ]
    )
    func closed(body: String) async throws {
        let reply = try await reply(to: body)
        #expect(reply.status == 400)
        #expect(reply["type"] == "InvalidPayload")
    }

    @Test("Decision 17: repeats in discriminateByTags are harmless")
    func repeats() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.botpress()
        let first = try await users.getOrCreateUser(
            BotpressGetOrCreateUser(tags: ["a": "1"], discriminateByTags: ["a", "a"])
        )
        let second = try await users.getOrCreateUser(
            BotpressGetOrCreateUser(tags: ["a": "1", "b": "2"], discriminateByTags: ["a"])
        )
        #expect(!second.created)
        #expect(second.user.id == first.user.id)
    }

    @Test("Decision 60: integrationName is length-checked and otherwise ignored")
    func integrationName() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.botpress()
        let first = #"{"tags": {"a": "1"}, "integrationName": "slack"}"#
        let second = #"{"tags": {"a": "1"}, "integrationName": "teams"}"#
        let one = try AdapterReply(await users.getOrCreateUser(body: Array(first.utf8)))
        let two = try AdapterReply(await users.getOrCreateUser(body: Array(second.utf8)))
        #expect(two["user"] == one["user"])
        #expect(two["user", "integrationName"] == nil)
        #expect(two["meta", "created"] == false)
    }

    @Test("Decision 61: tags that hold e-mails and phones are stored as given")
    func unqualified() async throws {
        let reply = try await reply(to: #"{"tags": {"email": " Coco@Example.COM ", "phone": "call me"}}"#)
        #expect(reply["user", "tags"] == ["email": " Coco@Example.COM ", "phone": "call me"])
    }
}
