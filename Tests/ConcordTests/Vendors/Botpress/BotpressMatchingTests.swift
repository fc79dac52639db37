import Concord
import Testing

@Suite("Botpress: matching")
struct BotpressMatchingTests {
    private let store: AdapterTestStore
    private let users: BotpressUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.botpress()
    }

    private func get(
        _ tags: JSONObject,
        by names: [String]? = nil,
        of users: BotpressUsers? = nil
    ) async throws -> BotpressGetOrCreateAnswer {
        try await (users ?? self.users).getOrCreateUser(BotpressGetOrCreateUser(tags: tags, discriminateByTags: names))
    }

    @Test("Decision 7: set equality by default, whatever the order, with null and empty entries dropped")
    func exactSet() async throws {
        let stored = try await get(["a": "1", "b": "2"])
        #expect(try await get(["b": "2", "a": "1"]).user.id == stored.user.id)
        #expect(try await get(["a": "1", "b": "2", "c": .null, "d": ""]).user == stored.user)
        #expect(try await get(["a": "1"]).created)
        #expect(try await get(["a": "1", "b": "2", "c": "3"]).created)
    }

    @Test("Decision 7: with containment more stored tags do not matter, and missing ones do")
    func containment() async throws {
        var options = SpaceOptions()
        options.matching = .containment
        let store = try AdapterTestStore(options)
        let users = store.engine.botpress()
        let stored = try await get(["a": "1", "b": "2"], of: users)
        #expect(try await get(["a": "1"], of: users).user == stored.user)
        #expect(try await get(["b": "2"], of: users).user == stored.user)
        #expect(try await get(["a": "1", "c": "3"], of: users).created)
        #expect(try await get(["a": "2"], of: users).created)
    }

    @Test("Decision 7: names and values are compared byte by byte")
    func bytewise() async throws {
        let stored = try await get(["caf\u{E9}": "\u{E9}"])
        let others: [JSONObject] = [
            ["cafe\u{301}": "\u{E9}"], ["caf\u{E9}": "e\u{301}"], ["Caf\u{E9}": "\u{E9}"], ["caf\u{E9}": " \u{E9}"],
        ]
        for tags in others { #expect(try await get(tags).created) }
        #expect(try await get(["caf\u{E9}": "\u{E9}"]).user == stored.user)
    }

    @Test(
        "Decision 8: an empty discriminator never matches and always creates",
        arguments: [([:], nil), (["a": .null], nil), (["a": ""], nil), (["a": "1"], []), ([:], [])]
            as [(JSONObject, [String]?)]
    )
    func empty(tags: JSONObject, names: [String]?) async throws {
        let first = try await get(tags, by: names)
        let second = try await get(tags, by: names)
        #expect(first.created && second.created)
        #expect(first.user.id != second.user.id)
    }

    @Test("Decision 8: the tags of a call with an empty list are stored, and match later")
    func emptyListStores() async throws {
        let stored = try await get(["a": "1"], by: [])
        #expect(stored.user.tags == ["a": "1"])
        #expect(try await get(["a": "1"]).user == stored.user)
    }

    @Test(
        "Decision 9: a listed tag that is missing, null or empty is no match, and no error",
        arguments: [["role": "x"], ["role": "x", "email": .null], ["role": "x", "email": ""]] as [JSONObject]
    )
    func missing(tags: JSONObject) async throws {
        _ = try await get(["role": "x"])
        for names in [["email"], ["email", "role"], [""]] {
            let first = try await get(tags, by: names)
            let second = try await get(tags, by: names)
            #expect(first.created && second.created)
            #expect(first.user.tags == ["role": "x"])
        }
    }

    @Test("Decision 9: a strict space refuses a listed tag without a value")
    func missingStrict() async throws {
        var options = SpaceOptions()
        options.refusesMissingDiscriminators = true
        let store = try AdapterTestStore(options)
        let body = Array(#"{"tags": {"role": "x", "email": null}, "discriminateByTags": ["email"]}"#.utf8)
        let reply = try AdapterReply(await store.engine.botpress().getOrCreateUser(body: body))
        #expect(reply.status == 400)
        #expect(reply["type"] == "InvalidPayload")
        #expect(try await store.engine.accountCount(in: Space(vendor: .botpress)) == 0)
    }

    @Test("Decision 10: of several matches the oldest is taken and the ambiguity is said")
    func ambiguous() async throws {
        let oldest = try await get(["a": "1", "b": "1"])
        _ = try await get(["a": "1", "b": "2"])
        #expect(!oldest.isAmbiguous)
        let answer = try await get(["a": "1"], by: ["a"])
        #expect(!answer.created)
        #expect(answer.isAmbiguous)
        #expect(answer.user.id == oldest.user.id)
        try await users.deleteUser(id: oldest.user.id)
        #expect(try await !get(["a": "1"], by: ["a"]).isAmbiguous)
    }

    @Test("Decision 10: a strict space answers 409 RelationConflict and writes nothing")
    func ambiguousStrict() async throws {
        var options = SpaceOptions()
        options.refusesAmbiguity = true
        let store = try AdapterTestStore(options)
        let users = store.engine.botpress()
        let first = try await get(["a": "1"], by: [], of: users)
        _ = try await get(["a": "1"], by: [], of: users)
        for body in [#"{"tags": {"a": "1"}}"#, #"{"tags": {"a": "1"}, "name": "Coco"}"#] {
            let reply = try AdapterReply(await users.getOrCreateUser(body: Array(body.utf8)))
            #expect(reply.status == 409)
            #expect(reply["type"] == "RelationConflict")
        }
        #expect(try await users.user(id: first.user.id) == first.user)
    }

    @Test("Decision 12: a null tag takes no part in matching and is removed from the user that matched")
    func nullTag() async throws {
        var options = SpaceOptions()
        options.matching = .containment
        let store = try AdapterTestStore(options)
        let users = store.engine.botpress()
        let stored = try await get(["a": "1", "b": "2"], of: users)
        let answer = try await get(["a": "1", "b": .null], of: users)
        #expect(answer.user.id == stored.user.id)
        #expect(answer.user.tags == ["a": "1"])
    }

    @Test("Decision 12: with a list too, for tags that it does not name")
    func nullTagBesideList() async throws {
        let stored = try await get(["a": "1", "b": "2"])
        let answer = try await get(["a": "1", "b": ""], by: ["a"])
        #expect(answer.user.id == stored.user.id)
        #expect(answer.user.tags == ["a": "1"])
        #expect(try await get(["a": "1"]).user == answer.user)
        #expect(try await get(["a": "1", "b": "2"]).created)
    }

    @Test("Decision 16: bots and their integrations are scopes that never mix")
    func scopes() async throws {
        let scopes = [
            users, store.engine.botpress(bot: "x"), store.engine.botpress(bot: "x", integration: "slack"),
            store.engine.botpress(bot: "y", integration: "slack"),
        ]
        for scope in scopes { #expect(try await get(["a": "1"], of: scope).created) }
        for scope in scopes { #expect(try await !get(["a": "1"], of: scope).created) }
        let bot = store.engine.botpress(bot: "x", integration: "")
        #expect(try await !get(["a": "1"], of: bot).created)
    }

    @Test("Decision 16: a missing bot is 400 InvalidPayload")
    func missingBot() async throws {
        let body = Array(#"{"tags": {"a": "1"}}"#.utf8)
        for users in [store.engine.botpress(bot: ""), store.engine.botpress(bot: "", integration: "slack")] {
            let reply = try AdapterReply(await users.getOrCreateUser(body: body))
            #expect(reply.status == 400)
            #expect(reply["type"] == "InvalidPayload")
        }
    }

    @Test(
        "Decision 5: of 50 equal concurrent calls exactly one creates",
        arguments: [nil, ["email"], ["email", "role"]] as [[String]?]
    )
    func concurrent(names: [String]?) async throws {
        let request = BotpressGetOrCreateUser(
            tags: ["email": "coco@example.com", "role": "x"],
            name: "Coco",
            discriminateByTags: names
        )
        let users = users
        let answers = try await withThrowingTaskGroup(of: BotpressGetOrCreateAnswer.self) { group in
            for _ in 0..<50 { group.addTask { try await users.getOrCreateUser(request) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.created } == 1)
        #expect(answers.allSatisfy { $0.user == answers[0].user && !$0.isAmbiguous })
        #expect(try await store.engine.accountCount(in: users.space) == 1)
    }
}
