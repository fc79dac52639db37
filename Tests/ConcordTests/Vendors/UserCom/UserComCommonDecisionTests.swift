import Testing

@testable import Concord

/// Decisions 1 to 6 of vendors.md, as User.com's adapter keeps them.
@Suite struct UserComCommonDecisionTests {
    @Test("Decision 1: a user_id is unique in its app; other apps and vendors have key spaces of their own")
    func namespaces() async throws {
        let store = try UserComStore()
        try await store.merge(["first_name": "John"], into: "7")
        let other = store.engine.userCom(app: "other")
        let elsewhere = try await other.updateOrCreate(UserComUpdateOrCreate(userID: "7"))
        #expect(elsewhere.created)
        let write = AccountWrite(space: Space(vendor: "shop"), match: .key("7"))
        #expect(try await store.engine.upsert(write).created)

        #expect(try await store.merge([:], into: "7").created == false)
        #expect(try await other.user(.userID("7")).values.isEmpty)
        // Numbers are the store's, but a user answers in its own app only.
        #expect(await other.getUser(.id(1)).status == 404)
        #expect(await store.users.getUser(.id(elsewhere.id)).status == 404)
    }

    @Test("Decision 2: each account keeps its own values, whoever shares its e-mail")
    func ownValues() async throws {
        let store = try UserComStore()
        try await store.merge(["email": "john@example.com", "city": "Berlin"], into: "1")
        try await store.merge(["email": "john@example.com"], into: "2")
        #expect(try await store.user("1").values["city"] == "Berlin")
        #expect(try await store.user("2").values["city"] == nil)
    }

    @Test("Decision 3: two user_ids of one app stay two users, each under its key")
    func keysStayApart() async throws {
        let store = try UserComStore()
        let same: JSONObject = ["email": "john@example.com", "phone_number": "+4915112345678", "first_name": "John"]
        let first = try await store.merge(same, into: "1")
        let second = try await store.merge(same, into: "2")
        #expect(first.created && second.created && first.id != second.id)
        #expect(try await store.user("1").account == first.account)
        #expect(try await store.user("2").account == second.account)
    }

    @Test(
        "Decision 4: a write that changes nothing leaves updated_at alone",
        arguments: [
            #"{"user_id":"1","first_name":"John","score":12,"gender":2,"unsubscribed":true,"company_id":"acme"}"#,
            #"{"user_id":"1","score":"12","gender":"male","unsubscribed":"true","city":null,"region":""}"#,
            #"{"user_id":1,"custom_id":"1","company_custom_id":"acme"}"#, #"{"user_id":"1"}"#,
        ]
    )
    func unchanged(_ body: String) async throws {
        let store = try UserComStore()
        _ = await store.post(
            #"{"user_id":"1","first_name":"John","score":12,"gender":2,"unsubscribed":true,"company_id":"acme"}"#
        )
        let before = try await store.user()
        #expect(await store.post(body).text == #"{"created":false,"id":1}"#)
        #expect(try await store.user() == before)
    }

    @Test("Decision 5: of equal concurrent upserts exactly one creates")
    func atomicity() async throws {
        let store = try UserComStore()
        let body = #"{"user_id":"my_custom_id","first_name":"John"}"#
        let answers = await withTaskGroup(of: VendorAnswer.self) { group in
            for _ in 0..<64 { group.addTask { await store.post(body) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == 200 && $0.member("id") == 1 })
        #expect(answers.count { $0.member("created") == true } == 1)
        #expect(try await store.count() == 1)
    }

    @Test("Decision 6: one bad field refuses the whole request, and nothing is written")
    func validation() async throws {
        let store = try UserComStore()
        let refused = await store.post(#"{"user_id":"1","first_name":"John","score":"many"}"#)
        #expect(refused.status == 400)
        #expect(refused.text == #"{"score":["A valid integer is required."]}"#)
        #expect(try await store.count() == 0)

        try await store.merge(["first_name": "John"])
        let before = try await store.user()
        _ = await store.post(#"{"user_id":"1","first_name":"Jane","email":"nowhere"}"#)
        _ = await store.users.setMultipleAttributes(
            of: .userID("1"),
            body: Array(#"{"plan":"gold","":1}"#.utf8),
            contentType: nil
        )
        #expect(try await store.user() == before)
    }
}
