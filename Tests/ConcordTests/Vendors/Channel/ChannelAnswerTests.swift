import Concord
import Testing

@Suite("Channel: answers and errors")
struct ChannelAnswerTests {
    private let store: AdapterTestStore
    private let users: ChannelUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.channel()
    }

    private func upsert(_ body: String?, contentType: String? = "application/json") async throws -> AdapterReply {
        let bytes = body.map { Array($0.utf8) }
        return try AdapterReply(await users.upsertUser(memberSegment: "m", body: bytes, contentType: contentType))
    }

    @Test("Decision 4: an upsert that changes nothing leaves updatedAt, lastSeenAt and version alone")
    func unchanged() async throws {
        let body = #"{"profile": {"name": "Coco"}, "profileOnce": {"plan": 1}, "tags": ["A"], "unsubscribed": true}"#
        let first = try await upsert(body)
        store.clock.advance()
        #expect(try await upsert(body).json == first.json)
    }

    @Test("Decision 4: sending back what was read changes nothing")
    func sentBack() async throws {
        _ = try await upsert(#"{"profile": {"name": "Coco"}, "profileOnce": {"plan": 1}, "unsubscribed": true}"#)
        store.clock.advance()
        let read = try AdapterReply(await users.getUser(memberSegment: "m"))
        let user = try #require(read["user"])
        #expect(try await upsert(user.text).json == read.json)
    }

    @Test("Decision 40: read-only and unknown members of the body are ignored")
    func readOnly() async throws {
        let body = """
            {"id": 7, "memberId": "other", "channelId": "x", "name": "Nobody", "email": "no@example.com", "version": 99,
             "createdAt": 1, "member": false, "blocked": true, "language": "fr", "hobby": [{}]}
            """
        let reply = try await upsert(body)
        #expect(reply.status == 200)
        #expect(reply["user", "memberId"] == "m")
        #expect(reply["user", "channelId"] == "default")
        #expect(reply["user", "version"] == 1)
        #expect(reply["user", "name"] == nil)
        #expect(reply["user", "blocked"] == false)
        #expect(reply["user", "profile"] == ["empty": true])
    }

    @Test("Decision 41: a body that is absent, empty or {} creates a bare member, and then changes nothing")
    func bare() async throws {
        let first = try await upsert(nil, contentType: nil)
        #expect(first.status == 200)
        #expect(first["user", "member"] == true)
        #expect(first["user", "tags"] == [])
        store.clock.advance()
        #expect(try await upsert("").json == first.json)
        #expect(try await upsert("{}").json == first.json)
        #expect(try await store.engine.accountCount(in: users.space) == 1)
    }

    @Test(
        "Decision 41: a content type that is not JSON is 415",
        arguments: ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "", "application/ json"]
    )
    func mediaType(contentType: String) async throws {
        let reply = try await upsert("{}", contentType: contentType)
        #expect(reply.status == 415)
        #expect(reply["status"] == 415)
        #expect(reply["commonErrorCode"] == "validationFailed")
        #expect(await users.patchUser(memberSegment: "m", body: [], contentType: contentType).status == 415)
        #expect(try await store.engine.accountCount(in: users.space) == 0)
    }

    @Test(
        "Decision 41: JSON is JSON in any case and with any parameter",
        arguments: ["application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;x=y"]
    )
    func json(contentType: String) async throws {
        #expect(try await upsert("{}", contentType: contentType).status == 200)
    }

    @Test("Decision 42: derived members come from the profile and are absent when unset")
    func derived() async throws {
        let bare = try await upsert("{}")
        for name in ["name", "email", "mobileNumber", "avatarUrl"] { #expect(bare["user", name] == nil) }
        for name in ["web", "mobile", "language", "country", "city", "latitude", "longitude", "systemLanguage"] {
            #expect(bare["user", name] == nil)
        }
        let profile = #"{"name": "Coco", "email": "c@example.com", "mobileNumber": "+33612345678", "avatarUrl": "u"}"#
        let full = try await upsert(#"{"profile": \#(profile)}"#)
        #expect(full["user", "name"] == "Coco")
        #expect(full["user", "email"] == "c@example.com")
        #expect(full["user", "mobileNumber"] == "+33612345678")
        #expect(full["user", "avatarUrl"] == "u")
        #expect(try await upsert(#"{"profile": {"name": {"first": "Coco"}}}"#)["user", "name"] == nil)
    }

    @Test("Decision 42: version counts effective changes; what sessions own is zero or false")
    func constants() async throws {
        let first = try await upsert("{}")
        for name in ["alert", "unread", "sessionsCount", "managedKey"] { #expect(first["user", name] == 0) }
        for name in ["blocked", "hasChat", "hasPushToken"] { #expect(first["user", name] == false) }
        #expect(first["user", "version"] == 1)
        #expect(try await upsert(#"{"tags": ["a"]}"#)["user", "version"] == 2)
        #expect(try await upsert(#"{"tags": ["a"]}"#)["user", "version"] == 2)
    }

    @Test("Decision 58: channelId, online and lastSeenAt; no veilId, and no unifiedId for an account alone")
    func full() async throws {
        _ = try await upsert("{}")
        store.clock.advance(milliseconds: 500)
        let reply = try await upsert(#"{"tags": ["a"]}"#)
        let id = try #require(reply["user", "id"])
        #expect(reply["online"] == ["channelId": "default", "personType": "User", "personId": id, "id": id])
        #expect(reply["user", "createdAt"] == 1_624_422_361_664)
        #expect(reply["user", "updatedAt"] == 1_624_422_362_164)
        #expect(reply["user", "lastSeenAt"] == 1_624_422_362_164)
        #expect(reply["user", "veilId"] == nil)
        #expect(reply["user", "unifiedId"] == nil)
    }

    @Test(
        "Decision 6: any violation refuses the whole request, and nothing is written",
        arguments: [
            (#"{"profile": "x", "tags": ["a"]}"#, "profile"), (#"{"profile": [], "tags": ["a"]}"#, "profile"),
            (#"{"profileOnce": 1, "tags": ["a"]}"#, "profileOnce"), (#"{"tags": "a"}"#, "tags"),
            (#"{"tags": ["a", 1]}"#, "tags"), (#"{"tags": ["a", null]}"#, "tags"), (#"{"tags": ["a", ""]}"#, "tags"),
            (#"{"unsubscribed": "true", "tags": ["a"]}"#, "unsubscribed"),
            (#"{"unsubscribeEmail": 1, "tags": ["a"]}"#, "unsubscribeEmail"),
            (#"{"unsubscribeTexting": {}, "tags": ["a"]}"#, "unsubscribeTexting"),
            (#"{"unsubscribeTexting": true, "unsubscribeTexing": "no"}"#, "unsubscribeTexing"),
        ]
    )
    func refused(body: String, field: JSONValue) async throws {
        let reply = try await upsert(body)
        #expect(reply.status == 400)
        #expect(reply["details"]?.array?.first?.object?["field"] == field)
        #expect(try await store.engine.accountCount(in: users.space) == 0)
    }

    @Test("Decision 43: the error body has status, commonErrorCode, message and details, without the value")
    func errorBody() async throws {
        let message: JSONValue = "tags is a string. Send an array of strings."
        let reply = try await upsert(#"{"tags": "coco@example.com"}"#)
        #expect(
            reply.json == [
                "status": 400, "commonErrorCode": "validationFailed", "message": message,
                "details": [["model": "User", "field": "tags", "value": .null, "message": message]],
            ]
        )
    }

    @Test(
        "Decision 43: a body that is no JSON object is 400 without a field",
        arguments: ["[]", "null", "{", "{}}", "\"\"", #"{"tags": [], "tags": []}"#, " "]
    )
    func malformed(body: String) async throws {
        let reply = try await upsert(body)
        #expect(reply.status == 400)
        #expect(reply["commonErrorCode"] == "validationFailed")
        #expect(reply["details"] == [])
    }

    @Test("Decision 43: a body beyond a megabyte is 413")
    func large() async throws {
        let body = #"{"profile": {"a": ""# + String(repeating: "a", count: 1 << 20) + #""}}"#
        #expect(try await upsert(body).status == 413)
    }
}
