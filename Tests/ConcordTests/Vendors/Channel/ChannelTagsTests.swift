import Concord
import Testing

@Suite("Channel: tags and subscriptions")
struct ChannelTagsTests {
    private let store: AdapterTestStore
    private let users: ChannelUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.channel()
    }

    private func tags(
        after tags: ChannelPatch<[String]>,
        _ version: ChannelAPIVersion = .v4
    ) async throws -> [String] {
        try await store.engine.channel(version: version).upsertUser(memberID: "m", ChannelUpsertUser(tags: tags)).user
            .tags
    }

    private func reply(to body: String) async throws -> AdapterReply {
        try AdapterReply(await users.upsertUser(memberSegment: "m", body: Array(body.utf8), contentType: nil))
    }

    @Test("Decision 35: tags are lower-cased and each is kept once at its first position, nothing is trimmed")
    func normalized() async throws {
        #expect(
            try await tags(after: .value(["VIP", "é/Paris", "vip", " b ", "É/paris"])) == ["vip", "é/paris", " b "]
        )
    }

    @Test("Decision 35: tags that only look alike are two tags")
    func bytewise() async throws {
        #expect(try await tags(after: .value(["\u{E9}", "e\u{301}"])).count == 2)
    }

    @Test("Decision 35: the list replaces the stored one, and the order counts")
    func replaced() async throws {
        _ = try await tags(after: .value(["a", "b"]))
        #expect(try await tags(after: .value(["c"])) == ["c"])
        #expect(try await tags(after: .value(["d", "c"])) == ["d", "c"])
        #expect(try await tags(after: .value(["c", "d"])) == ["c", "d"])
    }

    @Test("Decision 35: a blank tag is refused", arguments: ["", " ", "\u{A0}\t"])
    func blank(tag: String) async throws {
        let error = await concordError { _ = try await tags(after: .value(["a", tag])) }
        #expect(error?.field == "tags")
    }

    @Test("Decision 35: v4 takes ten tags, counted after repeats are dropped")
    func ten() async throws {
        let ten = (0..<10).map { "tag\($0)" }
        #expect(try await tags(after: .value(ten + ["TAG0", "tag9"])) == ten)
        let reply = try await reply(to: #"{"tags": ["0","1","2","3","4","5","6","7","8","9","10"]}"#)
        #expect(reply.status == 400)
        #expect(reply["commonErrorCode"] == "validationFailed")
        #expect(reply["details"]?.array?.first?.object?["field"] == "tags")
        #expect(try await users.user(memberID: "m").user.tags == ten)
    }

    @Test("Decision 59: v5 takes twenty tags, and is the same space")
    func twenty() async throws {
        let twenty = (0..<20).map { "tag\($0)" }
        #expect(try await tags(after: .value(twenty), .v5) == twenty)
        let error = await concordError { _ = try await tags(after: .value(twenty + ["one more"]), .v5) }
        #expect(error?.code == .invalidWrite)
        #expect(try await users.user(memberID: "m").user.tags == twenty)
    }

    @Test(
        "Decisions 35 and 59: the space's maximumTags overrides both versions",
        arguments: [ChannelAPIVersion.v4, .v5]
    )
    func overridden(version: ChannelAPIVersion) async throws {
        var options = SpaceOptions()
        options.maximumTags = 2
        let store = try AdapterTestStore(options)
        let users = store.engine.channel(version: version)
        _ = try await users.upsertUser(memberID: "m", ChannelUpsertUser(tags: .value(["a", "b"])))
        let error = await concordError {
            _ = try await users.upsertUser(memberID: "m", ChannelUpsertUser(tags: .value(["a", "b", "c"])))
        }
        #expect(error?.field == "tags")
    }

    @Test("Decision 34: tags null and [] clear, absent leaves")
    func cleared() async throws {
        _ = try await tags(after: .value(["a"]))
        #expect(try await tags(after: .absent) == ["a"])
        #expect(try await tags(after: .null) == [])
        _ = try await tags(after: .value(["a"]))
        #expect(try await tags(after: .value([])) == [])
        let version = try await users.user(memberID: "m").user.version
        _ = try await tags(after: .null)
        #expect(try await users.user(memberID: "m").user.version == version)
        _ = try await reply(to: #"{"tags": ["a"]}"#)
        #expect(try await reply(to: #"{"tags": null}"#)["user", "tags"] == [])
    }

    @Test(
        "Decision 36: a specific name wins over unsubscribed, the right spelling over the misspelt one",
        arguments: [
            (#"{"unsubscribeEmail": true}"#, true, false),
            (#"{"unsubscribeTexting": true}"#, false, true),
            (#"{"unsubscribeTexing": true}"#, false, true),
            (#"{"unsubscribeTexing": true, "unsubscribeTexting": false}"#, false, false),
            (#"{"unsubscribeTexing": true, "unsubscribeTexting": null}"#, false, true),
            (#"{"unsubscribed": true}"#, true, true),
            (#"{"unsubscribed": true, "unsubscribeEmail": false}"#, false, true),
            (#"{"unsubscribed": true, "unsubscribeTexing": false}"#, true, false),
            (#"{"unsubscribed": false, "unsubscribeTexting": true}"#, false, true),
        ]
    )
    func subscriptions(body: String, email: Bool, texting: Bool) async throws {
        let reply = try await reply(to: body)
        #expect(reply["user", "unsubscribeEmail"] == .bool(email))
        #expect(reply["user", "unsubscribeTexting"] == .bool(texting))
        #expect(reply["user", "unsubscribed"] == .bool(email && texting))
    }

    @Test("Decision 34: null for a subscription changes nothing")
    func nullSubscription() async throws {
        _ = try await reply(to: #"{"unsubscribed": true}"#)
        let body =
            #"{"unsubscribed": null, "unsubscribeEmail": null, "unsubscribeTexting": null, "unsubscribeTexing": null}"#
        let reply = try await reply(to: body)
        #expect(reply["user", "unsubscribed"] == true)
        #expect(reply["user", "version"] == 1)
    }

    @Test("Decision 36: a subscription taken back is stored, so that it is newer than another vendor's")
    func subscribedAgain() async throws {
        _ = try await reply(to: #"{"unsubscribeEmail": true}"#)
        _ = try await reply(to: #"{"unsubscribeEmail": false}"#)
        let account = try await store.engine.account(.key("m", in: users.space))
        #expect(account?.fields[.settings, "unsubscribeEmail"] == false)
    }
}
