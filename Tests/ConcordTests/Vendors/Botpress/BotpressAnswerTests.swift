import Concord
import Testing

@Suite("Botpress: answers, errors and neighbours")
struct BotpressAnswerTests {
    private let store: AdapterTestStore
    private let users: BotpressUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.botpress()
    }

    private func get(_ body: String) async throws -> AdapterReply {
        try AdapterReply(await users.getOrCreateUser(body: Array(body.utf8)))
    }

    private func create(_ tags: JSONObject = ["a": "1"], name: String? = nil) async throws -> BotpressUser {
        try await users.getOrCreateUser(BotpressGetOrCreateUser(tags: tags, name: name)).user
    }

    private func update(_ id: String, _ body: String) async throws -> AdapterReply {
        try AdapterReply(await users.updateUser(id: id, body: Array(body.utf8)))
    }

    @Test("Decision 18: 200 for both outcomes, meta.created decides, unset members are absent and tags are not")
    func status() async throws {
        let created = try await get(#"{"tags": {"a": null}}"#)
        #expect(created.status == 200)
        #expect(created["meta"] == ["created": true])
        #expect(created["user"]?.object?.members.map(\.name) == ["createdAt", "id", "tags", "updatedAt"])
        #expect(created["user", "tags"] == [:])
        _ = try await get(#"{"tags": {"a": "1"}}"#)
        let found = try await get(#"{"tags": {"a": "1"}}"#)
        #expect(found.status == 200)
        #expect(found["meta"] == ["created": false])
    }

    @Test("Decision 18: the id is user_ and a ULID, the times are ISO 8601 in UTC")
    func form() async throws {
        let reply = try await get(#"{"tags": {}}"#)
        let id = try #require(reply["user", "id"]?.string)
        #expect(try id.wholeMatch(of: Regex("user_[0-9A-HJKMNP-TV-Z]{26}")) != nil)
        #expect(reply["user", "createdAt"] == "2021-06-23T04:26:01.664Z")
    }

    @Test("Decision 19: the error body is {id, code, type, message}, with description and status")
    func errorBody() async throws {
        let reply = try await get(#"{"name": "x"}"#)
        #expect(reply.json.object?.members.map(\.name) == ["code", "description", "id", "message", "status", "type"])
        #expect(reply["code"] == 400)
        #expect(reply["status"] == 400)
        #expect(reply["type"] == "InvalidPayload")
        #expect(reply["message"]?.string?.hasPrefix("tags: ") == true)
        #expect(reply["description"] == reply["message"])
        let id = try #require(reply["id"]?.string)
        #expect(try id.wholeMatch(of: Regex("err_20210623042601x[0-9a-f]{8}")) != nil)
    }

    @Test(
        "Decision 19: a body that is no JSON object is InvalidPayload",
        arguments: ["", "[]", "null", "{", #"{"tags": {}, "tags": {}}"#, #"{"tags": {"a": "1", "a": "2"}}"#]
    )
    func malformed(body: String) async throws {
        let reply = try await get(body)
        #expect(reply.status == 400)
        #expect(reply["type"] == "InvalidPayload")
    }

    @Test("Decision 19: a body beyond a megabyte is 413 PayloadTooLarge")
    func large() async throws {
        let reply = try await get(#"{"tags": {}, "pictureUrl": ""# + String(repeating: "a", count: 1 << 20) + #""}"#)
        #expect(reply.status == 413)
        #expect(reply["type"] == "PayloadTooLarge")
    }

    @Test("Decision 62: a user is got by id; another id, or one of another bot, is 404 ResourceNotFound")
    func getUser() async throws {
        let user = try await create(name: "Coco")
        let reply = try AdapterReply(await users.getUser(id: user.id))
        #expect(reply.status == 200)
        #expect(reply["user", "name"] == "Coco")
        #expect(reply["meta"] == nil)
        let other = try await store.engine.botpress(bot: "x").getOrCreateUser(BotpressGetOrCreateUser(tags: [:])).user
        for id in ["", "1", "user_1", other.id] {
            for answer in [await users.getUser(id: id), await users.removeUser(id: id)] {
                #expect(answer.status == 404)
                #expect(try AdapterReply(answer)["type"] == "ResourceNotFound")
            }
            #expect(try await update(id, "{}").status == 404)
        }
    }

    @Test("Decision 62: PUT leaves what is absent, takes null for name and pictureUrl, and merges the maps")
    func put() async throws {
        let request = BotpressGetOrCreateUser(
            tags: ["a": "1", "b": "2"],
            name: "Coco",
            pictureURL: "u",
            properties: ["p": "1"],
            attributes: ["q": "1"]
        )
        let id = try await users.getOrCreateUser(request).user.id
        let unchanged = try await update(id, "{}")
        #expect(unchanged["user", "name"] == "Coco")
        let reply = try await update(
            id,
            #"{"name": null, "pictureUrl": "", "tags": {"a": null, "c": "3"}, "properties": {"p": "2"}, "attributes": {"q": ""}}"#
        )
        #expect(reply.status == 200)
        let user = try await users.user(id: id)
        #expect(user.name == nil && user.pictureURL == nil)
        #expect(user.tags == ["b": "2", "c": "3"])
        #expect(user.properties == ["p": "2"])
        #expect(user.attributes.isEmpty)
        #expect(try await create(["b": "2", "c": "3"]).id == id)
        #expect(try await create(["a": "1", "b": "2"]).id != id)
    }

    @Test(
        "Decision 62: PUT has the limits and the closed schema of the upsert",
        arguments: [
            #"{"name": 1}"#, #"{"tags": null}"#, #"{"tags": {"": "x"}}"#, #"{"tags": {"a": 1}}"#, #"{"unknown": 1}"#,
            #"{"discriminateByTags": []}"#, #"{"properties": {"a": []}}"#, "[]",
        ]
    )
    func putRefused(body: String) async throws {
        let user = try await create()
        let reply = try await update(user.id, body)
        #expect(reply.status == 400)
        #expect(reply["type"] == "InvalidPayload")
        let long = String(repeating: "a", count: 201)
        #expect(try await update(user.id, #"{"name": "\#(long)"}"#).status == 400)
        #expect(try await users.user(id: user.id) == user)
    }

    @Test("Decision 62: DELETE erases, and the same tags later make a new user")
    func delete() async throws {
        let user = try await create()
        let answer = await users.removeUser(id: user.id)
        #expect(answer.status == 200)
        #expect(try AdapterReply(answer).json == [:])
        #expect(await users.getUser(id: user.id).status == 404)
        #expect(await users.removeUser(id: user.id).status == 404)
        #expect(try await create().id != user.id)
    }

    @Test("Decision 62: a listing is newest first, in pages, by tags when asked")
    func list() async throws {
        var ids: [String] = []
        for number in 0..<5 {
            ids.append(try await create(["n": .string("\(number)"), "odd": .string("\(number % 2)")]).id)
        }
        let first = try await users.listUsers(limit: 2)
        #expect(first.users.map(\.id) == [ids[4], ids[3]])
        let second = try await users.listUsers(nextToken: first.nextToken, limit: 2)
        let third = try await users.listUsers(nextToken: second.nextToken, limit: 2)
        #expect(second.users.map(\.id) == [ids[2], ids[1]])
        #expect(third.users.map(\.id) == [ids[0]])
        #expect(third.nextToken == nil)
        let odd = try AdapterReply(await users.getUsers(tags: ["odd": "1"]))
        #expect(odd["users"]?.array?.map { $0.object?["id"]?.string } == [ids[3], ids[1]])
        #expect(odd["meta"] == [:])
        let refused = try AdapterReply(await users.getUsers(nextToken: "page two"))
        #expect(refused.status == 400)
        #expect(refused["type"] == "InvalidPayload")
    }
}
