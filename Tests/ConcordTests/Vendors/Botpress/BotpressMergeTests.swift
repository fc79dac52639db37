import Concord
import Testing

@Suite("Botpress: what a call writes")
struct BotpressMergeTests {
    private let store: AdapterTestStore
    private let users: BotpressUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.botpress()
    }

    private func get(_ members: String) async throws -> AdapterReply {
        let body = #"{"tags": {"id": "1"}, "discriminateByTags": ["id"]\#(members.isEmpty ? "" : ", ")\#(members)}"#
        return try AdapterReply(await users.getOrCreateUser(body: Array(body.utf8)))
    }

    @Test("Decision 4: a call that changes nothing leaves updatedAt alone")
    func unchanged() async throws {
        let first = try await get(#""name": "Coco", "properties": {"a": "1"}"#)
        store.clock.advance()
        let again = try await get(#""name": "Coco", "properties": {"a": "1", "b": null}"#)
        #expect(again["user"] == first["user"])
        #expect(again["meta", "created"] == false)
        #expect(try await get(#""name": "Gabrielle""#)["user", "updatedAt"] != first["user", "updatedAt"])
    }

    @Test(
        "Decision 11: properties merge, null and empty remove a key, absent leaves all",
        arguments: ["properties", "attributes"]
    )
    func merge(map: String) async throws {
        let first = try await get(#""\#(map)": {"a": "1", "b": "2", "c": "3"}"#)
        #expect(first["user", map] == ["a": "1", "b": "2", "c": "3"])
        let second = try await get(#""\#(map)": {"a": null, "b": "", "d": "4"}"#)
        #expect(second["user", map] == ["c": "3", "d": "4"])
        #expect(try await get("")["user", map] == ["c": "3", "d": "4"])
        #expect(try await get(#""\#(map)": {}"#)["user", map] == ["c": "3", "d": "4"])
    }

    @Test("Decision 11: tags merge in a match by list")
    func mergeTags() async throws {
        func tags(after tags: JSONObject) async throws -> JSONObject {
            let request = BotpressGetOrCreateUser(tags: tags, discriminateByTags: ["id"])
            return try await users.getOrCreateUser(request).user.tags
        }
        _ = try await tags(after: ["id": "1", "a": "1", "b": "2"])
        #expect(try await tags(after: ["id": "1", "a": "9", "c": "3"]) == ["id": "1", "a": "9", "b": "2", "c": "3"])
        #expect(try await tags(after: ["id": "1", "a": "", "b": .null]) == ["id": "1", "c": "3"])
    }

    @Test("Decision 11: on create null and empty entries are not stored")
    func create() async throws {
        let request = BotpressGetOrCreateUser(
            tags: ["id": "1", "a": .null, "b": ""],
            properties: ["a": .null, "b": "", "c": "3"],
            attributes: ["a": .null]
        )
        let user = try await users.getOrCreateUser(request).user
        #expect(user.tags == ["id": "1"])
        #expect(user.properties == ["c": "3"])
        #expect(user.attributes.isEmpty)
    }

    @Test("Decision 11: properties and attributes are two maps, both updated")
    func twoMaps() async throws {
        let reply = try await get(#""properties": {"a": "1"}, "attributes": {"a": "2"}"#)
        #expect(reply["user", "properties"] == ["a": "1"])
        #expect(reply["user", "attributes"] == ["a": "2"])
        let later = try await get(#""attributes": {"a": null}"#)
        #expect(later["user", "properties"] == ["a": "1"])
        #expect(later["user", "attributes"] == nil)
    }

    @Test("Decision 13: an empty name or pictureUrl clears the field", arguments: ["name", "pictureUrl"])
    func cleared(field: String) async throws {
        #expect(try await get(#""\#(field)": "x""#)["user", field] == "x")
        #expect(try await get("")["user", field] == "x")
        #expect(try await get(#""\#(field)": """#)["user", field] == nil)
    }

    @Test("Decision 13: a null name or pictureUrl is 400 InvalidPayload", arguments: ["name", "pictureUrl"])
    func null(field: String) async throws {
        _ = try await get(#""\#(field)": "x""#)
        let reply = try await get(#""\#(field)": null"#)
        #expect(reply.status == 400)
        #expect(reply["type"] == "InvalidPayload")
        #expect(try await get("")["user", field] == "x")
    }

    @Test("Decision 6: any violation refuses the whole call, and nothing is written")
    func nothingWritten() async throws {
        let first = try await get(#""name": "Coco""#)
        let violations = [
            #""properties": {"a": 1}"#, #""attributes": {"a": {}}"#, #""properties": []"#, #""unknown": 1"#,
            #""pictureUrl": 1"#, #""properties": {"": "x"}"#, #""properties": null"#, #""attributes": null"#,
        ]
        for violation in violations {
            let reply = try await get(#""name": "Gabrielle", \#(violation)"#)
            #expect(reply.status == 400)
            #expect(reply["type"] == "InvalidPayload")
        }
        #expect(try await get("")["user"] == first["user"])
    }

    @Test("Decision 6: one bad line of a batch harms no other")
    func lines() async throws {
        let lines = [
            #"{"tags": {"id": "1"}}"#, #"{"tags": {"id": 1}}"#, "", #"{"tags": {"id": "1"}}"#, #"{"tags": {}}"#,
        ]
        let replies = try await users.upsert(lines: lines.map { Array($0.utf8) }).map(\.answer).map(AdapterReply.init)
        #expect(replies.map(\.status) == [200, 400, 400, 200, 200])
        #expect(replies[3]["user", "id"] == replies[0]["user", "id"])
        #expect(replies[3]["meta", "created"] == false)
        #expect(replies[4]["meta", "created"] == true)
    }
}
