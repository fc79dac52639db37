import Testing

@testable import Concord

@Suite("Channel: memberId")
struct ChannelMemberIDTests {
    @Test(
        "Decision 37: a path segment is percent-decoded once",
        arguments: [
            ("12345", "12345"), ("a%40b.com", "a@b.com"), ("a@b.com", "a@b.com"), ("a%2Fb", "a/b"), ("a%2fb", "a/b"),
            ("%2540", "%40"), ("a+b", "a+b"), ("caf%C3%A9", "caf\u{E9}"), ("cafe%CC%81", "cafe\u{301}"), ("@x", "@x"),
        ]
    )
    func decoded(segment: String, memberID: String) throws {
        #expect(try Array(ChannelMemberID.decoding(segment).utf8) == Array(memberID.utf8))
    }

    @Test(
        "Decision 37: what is no percent-encoded UTF-8, holds whitespace, a slash or nothing is refused",
        arguments: ["", "%", "%4", "%zz", "%E9", "%C3", "a%20b", "a b", "%09", "%C2%A0", "%E2%80%83", "%00", "a/b"]
    )
    func refused(segment: String) async {
        let error = await concordError { _ = try ChannelMemberID.decoding(segment) }
        #expect(error?.code == .invalidWrite)
        #expect(error?.field == "memberId")
    }

    @Test("Decision 37: 64 characters, counted in code points, are the most")
    func length() async throws {
        try ChannelMemberID.check(String(repeating: "e\u{301}", count: 32))
        let error = await concordError { try ChannelMemberID.check(String(repeating: "e\u{301}", count: 32) + "e") }
        #expect(error?.field == "memberId")
    }

    @Test("Decision 37: an empty memberId is 400 in every form")
    func empty() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.channel()
        #expect(await users.upsertUser(memberSegment: "", body: nil, contentType: nil).status == 400)
        #expect(await users.getUser(memberSegment: "").status == 400)
        #expect(await users.removeUser(memberSegment: "").status == 400)
        #expect(await users.patchUser(memberSegment: "", body: nil, contentType: nil).status == 400)
        #expect(await users.upsert(lines: [Array(#"{"memberId": ""}"#.utf8)]).map(\.answer.status) == [400])
        let error = await concordError { _ = try await users.upsertUser(memberID: "") }
        #expect(error?.field == "memberId")
    }

    @Test("Decision 37: memberIds that differ in case or only in their bytes are different users")
    func bytewise() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.channel()
        for memberID in ["Caf\u{E9}", "caf\u{E9}", "cafe\u{301}", "CAF\u{C9}"] {
            #expect(try await users.upsertUser(memberID: memberID).created)
            #expect(try await !users.upsertUser(memberID: memberID).created)
        }
        #expect(try await store.engine.accountCount(in: users.space) == 4)
    }

    @Test("Decision 1: channels, vendors and members are key spaces that never mix")
    func spaces() async throws {
        let store = try AdapterTestStore()
        let first = try await store.engine.channel(id: "one").upsertUser(memberID: "m")
        let second = try await store.engine.channel(id: "two").upsertUser(memberID: "m")
        #expect(first.created && second.created)
        #expect(second.user.channelID == "two")
        let other = AccountWrite(space: Space(vendor: "shop", scope: "one"), match: .key("m"))
        #expect(try await store.engine.upsert(other).created)
    }

    @Test("Decisions 1 and 3: an e-mail that two memberIds share joins no accounts")
    func sharedEmail() async throws {
        let store = try AdapterTestStore()
        let request = ChannelUpsertUser(profile: .value(["email": "coco@example.com"]))
        let first = try await store.engine.channel().upsertUser(memberID: "a", request)
        let second = try await store.engine.channel().upsertUser(memberID: "b", request)
        #expect(second.created)
        #expect(first.user.id != second.user.id)
    }

    @Test("Decision 5: of 50 equal concurrent upserts exactly one creates")
    func concurrent() async throws {
        let store = try AdapterTestStore()
        let users = store.engine.channel()
        let answers = try await withThrowingTaskGroup(of: ChannelUserAnswer.self) { group in
            for _ in 0..<50 {
                group.addTask { try await users.upsertUser(memberID: "m", ChannelDocumentTests.request) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.created } == 1)
        #expect(answers.allSatisfy { $0.user == answers[0].user })
        #expect(answers[0].user.version == 1)
    }
}
