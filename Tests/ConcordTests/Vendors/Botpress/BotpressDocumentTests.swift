import Concord
import Testing

/// The samples of the vendor's document, "Get or create a user".
@Suite("Botpress: the document's samples")
struct BotpressDocumentTests {
    /// The bytes of the sample's `--data`.
    private static let body = """

        {
        "tags": {},
        "integrationName": "<string>",
        "name": "<string>",
        "pictureUrl": "<string>",
        "properties": {},
        "attributes": {},
        "discriminateByTags": [
        "<string>"
        ]
        }

        """

    private static let request = BotpressGetOrCreateUser(
        tags: [:],
        name: "<string>",
        pictureURL: "<string>",
        properties: [:],
        attributes: [:],
        discriminateByTags: ["<string>"]
    )

    /// The existing user of the document's example.
    private static let example: JSONObject = ["foo": "a", "bar": "b", "baz": "c"]

    @Test("The sample's bytes create a user, whose whole answer is as documented")
    func bytes() async throws {
        let store = try AdapterTestStore()
        let answer = await store.engine.botpress().getOrCreateUser(body: Array(Self.body.utf8))
        let id = try #require(answer.account?.description)
        let expected: JSONValue = [
            "user": [
                "id": .string(id), "createdAt": "2021-06-23T04:26:01.664Z", "updatedAt": "2021-06-23T04:26:01.664Z",
                "tags": [:], "name": "<string>", "pictureUrl": "<string>",
            ],
            "meta": ["created": true],
        ]
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == expected.text)
    }

    @Test("The sample as a typed request creates a user; its list names a tag that it does not have, so the next too")
    func typed() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.botpress()
        let first = try await users.getOrCreateUser(Self.request)
        #expect(first.created)
        #expect(first.user.name == "<string>")
        #expect(first.user.pictureURL == "<string>")
        #expect(first.user.tags.isEmpty && first.user.properties.isEmpty && first.user.attributes.isEmpty)
        #expect(try await users.getOrCreateUser(Self.request).created)
    }

    @Test("The sample as a line gives the same answer")
    func line() async throws {
        let store = try AdapterTestStore()
        let line = Self.body.split(separator: "\n").joined()
        let reply = try await AdapterReply(store.engine.botpress().upsert(lines: [Array(line.utf8)])[0].answer)
        #expect(reply.status == 200)
        #expect(reply["meta", "created"] == true)
        #expect(reply["user", "name"] == "<string>")
    }

    @Test("The example: without the list all tags must match exactly")
    func allTags() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.botpress()
        let stored = try await users.getOrCreateUser(BotpressGetOrCreateUser(tags: Self.example))
        let same = try await users.getOrCreateUser(BotpressGetOrCreateUser(tags: Self.example))
        #expect(!same.created)
        #expect(same.user == stored.user)
        let others: [JSONObject] = [
            ["foo": "a", "bar": "b"], ["foo": "a", "bar": "b", "baz": "x"],
            ["foo": "a", "bar": "b", "baz": "c", "qux": "d"],
        ]
        for tags in others {
            #expect(try await users.getOrCreateUser(BotpressGetOrCreateUser(tags: tags)).created)
        }
    }

    @Test(
        "The example: with [bar, baz] the listed tags must match, and the others are not considered",
        arguments: [SpaceOptions.Matching.exactSet, .containment]
    )
    func listedTags(matching: SpaceOptions.Matching) async throws {
        var options = SpaceOptions()
        options.matching = matching
        let store = try AdapterTestStore(options)
        let users = store.engine.botpress()
        let stored = try await users.getOrCreateUser(BotpressGetOrCreateUser(tags: Self.example))
        func get(_ tags: JSONObject) async throws -> BotpressGetOrCreateAnswer {
            try await users.getOrCreateUser(BotpressGetOrCreateUser(tags: tags, discriminateByTags: ["bar", "baz"]))
        }
        #expect(try await get(["bar": "b", "baz": "c"]).user == stored.user)
        let merged = try await get(["bar": "b", "baz": "c", "foo": "z", "qux": "d"])
        #expect(!merged.created)
        #expect(merged.user.id == stored.user.id)
        #expect(merged.user.tags == ["foo": "z", "bar": "b", "baz": "c", "qux": "d"])
        #expect(try await get(["bar": "b", "baz": "x", "foo": "z"]).created)
        #expect(try await get(["bar": "b", "foo": "z"]).created)
    }

    @Test("The example in bytes: a match updates name, pictureUrl, attributes and tags")
    func updated() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.botpress()
        let first = #"{"tags": {"foo": "a", "bar": "b", "baz": "c"}, "name": "Coco"}"#
        let id = try #require(await users.getOrCreateUser(body: Array(first.utf8)).account?.description)
        store.clock.advance()
        let second = """
            {"tags": {"bar": "b", "baz": "c", "foo": "z"}, "discriminateByTags": ["bar", "baz"],
             "name": "Gabrielle", "pictureUrl": "u", "attributes": {"x": "1"}, "properties": {"y": "2"}}
            """
        let answer = await users.getOrCreateUser(body: Array(second.utf8))
        let expected: JSONValue = [
            "user": [
                "id": .string(id), "createdAt": "2021-06-23T04:26:01.664Z", "updatedAt": "2021-06-23T04:26:02.664Z",
                "tags": ["foo": "z", "bar": "b", "baz": "c"], "name": "Gabrielle", "pictureUrl": "u",
                "attributes": ["x": "1"], "properties": ["y": "2"],
            ],
            "meta": ["created": false],
        ]
        #expect(String(decoding: answer.body, as: UTF8.self) == expected.text)
    }
}
