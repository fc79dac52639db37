import Concord
import Testing

@Suite("Channel: profile and profileOnce")
struct ChannelProfileTests {
    private let store: AdapterTestStore
    private let users: ChannelUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.channel()
    }

    private func upsert(
        _ profile: ChannelPatch<JSONObject> = .absent,
        once: JSONObject? = nil
    ) async throws -> ChannelUser {
        try await users.upsertUser(memberID: "m", ChannelUpsertUser(profile: profile, profileOnce: once)).user
    }

    @Test("Decision 32: profileOnce comes behind profile, which wins for a key that both name")
    func order() async throws {
        let user = try await upsert(.value(["plan": "b"]), once: ["plan": "a", "utmSource": "google"])
        #expect(user.profile == ["plan": "b", "utmSource": "google"])
        #expect(user.profileOnce == ["utmSource": "google"])
    }

    @Test("Decision 32: a key that profile sets to null in the same call becomes the profileOnce value")
    func nullThenOnce() async throws {
        _ = try await upsert(.value(["plan": "a"]))
        let user = try await upsert(.value(["plan": .null]), once: ["plan": "b"])
        #expect(user.profile == ["plan": "b"])
        #expect(user.profileOnce == ["plan": "b"])
        let again = try await upsert(.value(["plan": .null]), once: ["plan": "b"])
        #expect(again == user)
    }

    @Test("Decision 32: so does every key when profile is null as a whole")
    func clearThenOnce() async throws {
        _ = try await upsert(.value(["plan": "a", "name": "Coco"]))
        let user = try await upsert(.null, once: ["plan": "b"])
        #expect(user.profile == ["plan": "b"])
    }

    @Test(
        "Decision 33: a stored false, zero or empty string is present",
        arguments: [false, 0, "", [], [:]] as [JSONValue]
    )
    func present(stored: JSONValue) async throws {
        _ = try await upsert(.value(["key": stored]))
        let user = try await upsert(once: ["key": "later"])
        #expect(user.profile == ["key": stored])
        #expect(user.profileOnce.isEmpty)
    }

    @Test("Decision 34: an absent profile and an empty one change nothing, a null key removes that key")
    func nullKey() async throws {
        let first = try await upsert(.value(["name": "Coco", "city": "Paris"]))
        store.clock.advance()
        #expect(try await upsert() == first)
        #expect(try await upsert(.value([:])) == first)
        #expect(try await upsert(.value(["unknown": .null])) == first)
        let user = try await upsert(.value(["city": .null]))
        #expect(user.profile == ["name": "Coco"])
        #expect(user.version == 2)
    }

    @Test("Decision 34: profile null clears the profile, and once only")
    func nullProfile() async throws {
        _ = try await upsert(.value(["name": "Coco", "city": "Paris"]))
        let cleared = try await upsert(.null)
        #expect(cleared.profile.isEmpty)
        #expect(cleared.version == 2)
        #expect(try await upsert(.null).version == 2)
    }

    @Test("Decision 34: profileOnce null and its null keys are ignored")
    func nullOnce() async throws {
        let user = try await upsert(.value(["name": "Coco"]), once: ["name": .null, "city": .null])
        #expect(user.profile == ["name": "Coco"])
        let body = Array(#"{"profileOnce": null}"#.utf8)
        let reply = try AdapterReply(await users.upsertUser(memberSegment: "m", body: body, contentType: nil))
        #expect(reply.status == 200)
        #expect(reply["user", "version"] == 1)
    }

    @Test("Decision 34: absent, null and empty are three things in the bytes form too")
    func states() async throws {
        func profile(after body: String) async throws -> JSONValue? {
            try AdapterReply(await users.upsertUser(memberSegment: "m", body: Array(body.utf8), contentType: nil))[
                "user",
                "profile"
            ]
        }
        #expect(try await profile(after: #"{"profile": {"a": 1}}"#) == ["a": 1, "empty": false])
        #expect(try await profile(after: #"{}"#) == ["a": 1, "empty": false])
        #expect(try await profile(after: #"{"profile": {}}"#) == ["a": 1, "empty": false])
        #expect(try await profile(after: #"{"profile": null}"#) == ["empty": true])
    }

    @Test("Decision 38: any JSON value is kept with its type, keys are compared byte by byte")
    func values() async throws {
        let profile: JSONObject = [
            "text": "é", "list": ["a", 1], "count": 3, "amount": .double(1.5), "flag": true,
            "nested": ["a": ["b": .null]],
            "caf\u{E9}": 1, "cafe\u{301}": 2,
        ]
        #expect(try await upsert(.value(profile)).profile == profile)
    }

    @Test("Decision 38: empty is ignored on input, in both maps, and computed on output")
    func computed() async throws {
        let user = try await upsert(.value(["empty": false]), once: ["empty": "x"])
        #expect(user.profile.isEmpty)
        let reply = try AdapterReply(await users.getUser(memberSegment: "m"))
        #expect(reply["user", "profile"] == ["empty": true])
        #expect(reply["user", "profileOnce"] == ["empty": true])
    }

    @Test("Decision 38: a value beyond the cap is refused, one at the cap is not")
    func cap() async throws {
        let most = String(repeating: "a", count: 65_534)
        #expect(try await upsert(.value(["note": .string(most)])).profile["note"] == .string(most))
        let more: JSONObject = ["note": .string(most + "a")]
        let error = await concordError { _ = try await upsert(.value(more)) }
        #expect(error?.field == "profile.note")
        let once = await concordError { _ = try await upsert(once: more) }
        #expect(once?.field == "profileOnce.note")
    }

    @Test("Decision 38: the cap is the space's, and counts the value as JSON")
    func cappedSpace() async throws {
        var options = SpaceOptions()
        options.maximumProfileValueBytes = 8
        let store = try AdapterTestStore(options)
        let users = store.engine.channel()
        func status(_ profile: String) async -> Int {
            let body = Array(#"{"profile": {"key": \#(profile)}}"#.utf8)
            return await users.upsertUser(memberSegment: "m", body: body, contentType: nil).status
        }
        #expect(await status(#""\u0001""#) == 200)
        #expect(await status(#""\u0001a""#) == 400)
        #expect(await status("[1,2,3]") == 200)
        #expect(await status("[1,2,3,4]") == 400)
        #expect(await status("123456789") == 400)
    }

    @Test("Decision 39: profileOnce answers the keys that it set, with their present values")
    func answeredOnce() async throws {
        let first = try await upsert(.value(["name": "Coco"]), once: ["utmSource": "google", "name": "other"])
        #expect(first.profileOnce == ["utmSource": "google"])
        let changed = try await upsert(.value(["utmSource": "direct"]))
        #expect(changed.profileOnce == ["utmSource": "direct"])
        let removed = try await upsert(.value(["utmSource": .null]))
        #expect(removed.profileOnce.isEmpty)
        let written = try await upsert(.value(["utmSource": "mail"]))
        #expect(written.profileOnce.isEmpty)
    }

    @Test("Decisions 38 and 61: e-mail and phone are stored as given and never refused")
    func unqualified() async throws {
        let profile: JSONObject = ["email": " No Address ", "mobileNumber": "call me"]
        let user = try await upsert(.value(profile))
        #expect(user.email == " No Address ")
        #expect(user.mobileNumber == "call me")
    }

    @Test("Decision 6: a large profile in any order is merged, and refused when it names a key twice")
    func large() async throws {
        func status(_ keys: [Int]) async -> Int {
            let members = keys.map { #""k\#($0)":\#($0)"# }.joined(separator: ",")
            let body = Array(#"{"profile": {\#(members)}}"#.utf8)
            return await users.upsertUser(memberSegment: "m", body: body, contentType: nil).status
        }
        #expect(await status(Array((100..<5100).reversed())) == 200)
        #expect(await status(Array(100..<300) + [100]) == 400)
        let user = try await users.user(memberID: "m").user
        #expect(user.profile.count == 5000)
        #expect(user.profile["k4711"] == 4711)
        #expect(try await upsert(.null).profile.isEmpty)
    }
}
