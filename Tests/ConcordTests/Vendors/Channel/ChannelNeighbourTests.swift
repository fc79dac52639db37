import Concord
import Testing

@Suite("Channel: get, patch and delete")
struct ChannelNeighbourTests {
    private let store: AdapterTestStore
    private let users: ChannelUsers
    private let body = Array(#"{"profile": {"name": "Coco", "city": "Paris"}, "tags": ["a"]}"#.utf8)

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.channel()
    }

    private func create() async throws -> (reply: AdapterReply, id: String) {
        let answer = await users.upsertUser(memberSegment: "m", body: body, contentType: nil)
        return (try AdapterReply(answer), try #require(answer.account?.description))
    }

    @Test("Decision 62: a user is got by memberId and by id, with the upsert's answer")
    func get() async throws {
        let (reply, id) = try await create()
        #expect(try AdapterReply(await users.getUser(memberSegment: "m")).json == reply.json)
        #expect(try AdapterReply(await users.getUser(id: id)).json == reply.json)
        #expect(try await users.user(id: id) == users.user(memberID: "m"))
    }

    @Test("Decision 62: PATCH merges as the upsert does, by memberId and by id")
    func patch() async throws {
        let (_, id) = try await create()
        let first = Array(#"{"profile": {"city": null, "plan": 1}}"#.utf8)
        let byMember = try AdapterReply(await users.patchUser(memberSegment: "m", body: first, contentType: nil))
        #expect(byMember["user", "profile"] == ["name": "Coco", "plan": 1, "empty": false])
        #expect(byMember["user", "tags"] == ["a"])
        let second = Array(#"{"tags": null, "profileOnce": {"name": "other", "source": "x"}}"#.utf8)
        let byID = try AdapterReply(await users.patchUser(id: id, body: second, contentType: "application/json"))
        #expect(byID["user", "profile"] == ["name": "Coco", "plan": 1, "source": "x", "empty": false])
        #expect(byID["user", "tags"] == [])
        #expect(byID["user", "version"] == 3)
        #expect(try await users.updateUser(memberID: "m", ChannelUpsertUser()).user.version == 3)
        #expect(try await users.updateUser(id: id, ChannelUpsertUser(unsubscribed: true)).user.version == 4)
    }

    @Test("Decision 62: PATCH of a missing user is 404 entityNotFound and creates none")
    func patchMissing() async throws {
        let reply = try AdapterReply(await users.patchUser(memberSegment: "m", body: body, contentType: nil))
        #expect(reply.status == 404)
        #expect(reply["commonErrorCode"] == "entityNotFound")
        #expect(try await store.engine.accountCount(in: users.space) == 0)
    }

    @Test("Decision 62: DELETE erases, by memberId and by id; the same memberId later makes a new user")
    func delete() async throws {
        let (_, id) = try await create()
        let answer = await users.removeUser(memberSegment: "m")
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(await users.getUser(id: id).status == 404)
        #expect(await users.removeUser(memberSegment: "m").status == 404)
        let (reply, newID) = try await create()
        #expect(newID != id)
        #expect(reply["user", "version"] == 1)
        #expect(await users.removeUser(id: newID).status == 204)
        #expect(await users.removeUser(id: newID).status == 404)
        #expect(try await store.engine.accountCount(in: users.space) == 0)
    }

    @Test("Decision 62: an id that is none, and one of another space, is 404", arguments: ["", "m", "@m", "user_1"])
    func foreign(id: String) async throws {
        _ = try await create()
        #expect(await users.getUser(id: id).status == 404)
        #expect(await users.patchUser(id: id, body: nil, contentType: nil).status == 404)
        #expect(await users.removeUser(id: id).status == 404)
        let other = try await store.engine.channel(id: "other").upsertUser(memberID: "m").user.id
        #expect(await users.getUser(id: other).status == 404)
        #expect(await users.patchUser(id: other, body: body, contentType: nil).status == 404)
        #expect(await users.removeUser(id: other).status == 404)
        #expect(try await store.engine.channel(id: "other").user(id: other).user.version == 1)
    }
}
