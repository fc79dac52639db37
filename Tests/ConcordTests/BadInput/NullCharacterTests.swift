import ConcordTesting
import Testing

@testable import Concord

/// The character NUL, at which C and SQLite's text functions end a string. Botpress's strings and Channel.io's profile
/// are JSON, in which it is a character like any other; keys and User.com's text fields refuse it.
@Suite struct NullCharacterTests {
    @Test func botpressKeepsItAndTellsTagsApartByIt() async throws {
        let engine = try TemporaryStore().open()
        let users = engine.botpress()
        let body = Array(#"{"tags":{"a\u0000b":"1\u00002"},"name":"x\u0000y","discriminateByTags":["a\u0000b"]}"#.utf8)
        let first = try AdapterReply(await users.getOrCreateUser(body: body))
        #expect(first["user", "tags"] == ["a\0b": "1\u{0}2"])
        #expect(first["user", "name"] == "x\0y")
        #expect(try AdapterReply(await users.getOrCreateUser(body: body))["meta", "created"] == false)
        for other in [#"{"a\u0000b":"1"}"#, #"{"a":"1\u00002"}"#, #"{"a\u0000b":"1\u00003"}"#] {
            let reply = try AdapterReply(await users.getOrCreateUser(body: Array(#"{"tags":\#(other)}"#.utf8)))
            #expect(reply["meta", "created"] == true, "\(other)")
        }
        #expect(try await engine.check().isSound)
    }

    @Test func userComRefusesItInEveryTextAndName() async throws {
        let engine = try TemporaryStore().open()
        let texts = UserComField.listed.compactMap { field in
            switch field.kind {
            case .text, .identifier, .email: field.name
            default: nil
            }
        }
        for name in texts + ["company_id"] {
            let answer = await VendorDoor.userCom.upsert(#"{"user_id":"1","\#(name)":"a\u0000b"}"#, on: engine)
            #expect(answer.text == #"{"\#(name)":["Null characters are not allowed."]}"#)
        }
        let key = await VendorDoor.userCom.upsert(#"{"user_id":"a\u0000b"}"#, on: engine)
        #expect(key.text == #"{"user_id":["Null characters are not allowed."]}"#)
        #expect(engine.store.queue.catalogue.spaces.isEmpty)
        let users = engine.userCom()
        _ = try await users.updateOrCreate(UserComUpdateOrCreate(userID: "1"))
        let error = await concordError { try await users.setAttribute("a\0b", to: 1, of: .userID("1")) }
        #expect(error?.code == .invalidWrite)
        let user = try await users.setAttribute("note", to: "a\0b", of: .userID("1"))
        #expect(user.attributes["note"] == "a\0b")
    }

    @Test func channelKeepsItInTheProfileAndRefusesItInTheMemberID() async throws {
        let engine = try TemporaryStore().open()
        let users = engine.channel()
        let body = Array(#"{"profile":{"a\u0000b":"1\u00002"},"tags":["x\u0000Y"]}"#.utf8)
        let reply = try AdapterReply(await users.upsertUser(memberSegment: "1", body: body, contentType: nil))
        #expect(reply["user", "profile", "a\0b"] == "1\u{0}2")
        #expect(reply["user", "tags"] == ["x\0y"])
        let refused = await users.upsertUser(memberSegment: "a%00b", body: body, contentType: nil)
        #expect(refused.status == 400)
        #expect(VendorDoor.channel.fields(of: refused) == ["memberId"])
        #expect(try await engine.check().isSound)
    }

    /// GRDB binds a string up to its first NUL: the space would be another one after a restart.
    @Test(arguments: [Space(vendor: "shop", scope: "a\0b"), Space(vendor: "sh\0p"), Space(vendor: "shop", scope: "")])
    func aSpaceNeverHoldsIt(space: Space) async throws {
        let engine = try TemporaryStore().open()
        let write = await Result.of { try await engine.upsert(AccountWrite(space: space, match: .key("1"))) }
        let registration = await Result.of { try await engine.register(discriminator: ["a"], in: space) }
        #expect(write.code == .invalidWrite)
        #expect(registration.code == .invalidWrite)
        #expect(engine.store.queue.catalogue.spaces.isEmpty)
    }
}
