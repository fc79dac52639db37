import Concord
import Testing

/// The sample of the vendor's document, "Upsert a User (By memberId)".
@Suite("Channel: the document's sample")
struct ChannelDocumentTests {
    /// The bytes of the sample's body.
    static let body = """
        {
            "profile": {
              "name": "string",
              "empty": true,
              "email": "string",
              "avatarUrl": "string",
              "mobileNumber": "string",
              "additionalProp1": {},
              "additionalProp2": {},
              "additionalProp3": {}
            },
            "profileOnce": {
              "name": "string",
              "empty": true,
              "email": "string",
              "avatarUrl": "string",
              "mobileNumber": "string",
              "additionalProp1": {},
              "additionalProp2": {},
              "additionalProp3": {}
            },
            "tags": [
              "string"
            ],
            "unsubscribeEmail": true,
            "unsubscribeTexing": true
        }
        """

    /// What the sample stores: the profile without the member that the vendor computes.
    static let profile: JSONObject = [
        "name": "string", "email": "string", "avatarUrl": "string", "mobileNumber": "string",
        "additionalProp1": [:], "additionalProp2": [:], "additionalProp3": [:],
    ]

    static let request = ChannelUpsertUser(
        profile: .value(profile),
        profileOnce: profile,
        tags: .value(["string"]),
        unsubscribeEmail: true,
        unsubscribeTexting: true
    )

    /// The whole answer for the user with an id.
    static func answer(id: String) -> JSONValue {
        var answered = profile
        answered["empty"] = false
        return [
            "user": [
                "id": .string(id), "channelId": "default", "memberId": "12345", "member": true,
                "name": "string", "email": "string", "avatarUrl": "string", "mobileNumber": "string",
                "profile": .object(answered), "profileOnce": ["empty": true], "tags": ["string"],
                "unsubscribed": true, "unsubscribeEmail": true, "unsubscribeTexting": true,
                "alert": 0, "unread": 0, "sessionsCount": 0, "managedKey": 0,
                "blocked": false, "hasChat": false, "hasPushToken": false,
                "createdAt": 1_624_422_361_664, "updatedAt": 1_624_422_361_664, "lastSeenAt": 1_624_422_361_664,
                "version": 1,
            ],
            "online": ["channelId": "default", "personType": "User", "personId": .string(id), "id": .string(id)],
        ]
    }

    @Test("The sample's bytes are upserted and answered in full")
    func bytes() async throws {
        let store = try AdapterTestStore()
        let answer = await store.engine.channel().upsertUser(
            memberSegment: "12345",
            body: Array(Self.body.utf8),
            contentType: "application/json"
        )
        let id = try #require(answer.account?.description)
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == Self.answer(id: id).text)
    }

    @Test("The sample as a typed request gives the same user")
    func typed() async throws {
        let store = try AdapterTestStore()
        let answer = try await store.engine.channel().upsertUser(memberID: "12345", Self.request)
        #expect(answer.created)
        #expect(answer.user.memberID == "12345")
        #expect(answer.user.channelID == "default")
        #expect(answer.user.profile == Self.profile)
        #expect(answer.user.profileOnce.isEmpty)
        #expect(answer.user.tags == ["string"])
        #expect(answer.user.unsubscribeEmail && answer.user.unsubscribeTexting)
        let again = await store.engine.channel().upsertUser(
            memberSegment: "12345",
            body: Array(Self.body.utf8),
            contentType: nil
        )
        #expect(String(decoding: again.body, as: UTF8.self) == Self.answer(id: answer.user.id).text)
    }

    @Test("The sample as a line, with memberId beside the body's members, gives the same answer")
    func line() async throws {
        let store = try AdapterTestStore()
        let line = Self.body.split(separator: "\n").joined().replacing(
            "{",
            with: #"{"memberId": "12345","#,
            maxReplacements: 1
        )
        let answers = await store.engine.channel().upsert(lines: [Array(line.utf8)]).map(\.answer)
        let id = try #require(answers.first?.account?.description)
        #expect(try AdapterReply(answers[0]).json == Self.answer(id: id))
    }

    @Test("A line may give memberId as an integer; one without it is refused and harms no other")
    func lines() async throws {
        let store = try AdapterTestStore()
        let lines = [#"{"memberId": 12345}"#, #"{"profile": {}}"#, #"{"memberId": null}"#, #"{"memberId": "12345"}"#]
        let replies = try await store.engine.channel().upsert(lines: lines.map { Array($0.utf8) }).map(\.answer).map(
            AdapterReply.init
        )
        #expect(replies.map(\.status) == [200, 400, 400, 200])
        #expect(replies[0]["user", "memberId"] == "12345")
        #expect(replies[3]["user", "id"] == replies[0]["user", "id"])
        #expect(replies[1]["details"]?.array?.first?.object?["field"] == "memberId")
    }
}
