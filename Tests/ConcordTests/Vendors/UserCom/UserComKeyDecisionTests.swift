import Testing

@testable import Concord

/// Decisions 20 to 22, 29 and 31 of vendors.md: which user a request means, and what it is answered.
@Suite struct UserComKeyDecisionTests {
    static let withoutKey = [
        #"{"first_name":"John"}"#, #"{"user_id":null}"#, #"{"user_id":""}"#, #"{"user_id":" \t"}"#, "{}",
        #"{"user_id":"","custom_id":null}"#,
    ]

    @Test("Decision 20: a missing or blank user_id is refused", arguments: withoutKey)
    func missingKey(_ body: String) async throws {
        let store = try UserComStore()
        let answer = await store.post(body)
        #expect(answer.status == 400)
        #expect(answer.text == #"{"user_id":["This field is required."]}"#)
        #expect(try await store.count() == 0)
    }

    @Test(
        "Decision 20: in a form and in an empty body too",
        arguments: ["first_name=John", "user_id=&city=Berlin", ""]
    )
    func missingKeyInForm(_ body: String) async throws {
        let store = try UserComStore()
        #expect(await store.post(body, as: UserComStore.form).text == #"{"user_id":["This field is required."]}"#)
    }

    @Test("Decision 20: the typed form names the field")
    func missingKeyTyped() async throws {
        let store = try UserComStore()
        let error = await #expect(throws: ConcordError.self) {
            try await store.users.updateOrCreate(UserComUpdateOrCreate(userID: nil))
        }
        #expect(error?.code == .invalidWrite && error?.field == "user_id")
    }

    @Test("Decision 20: with createsWithoutKey each request without user_id makes a user", arguments: withoutKey)
    func createsWithoutKey(_ body: String) async throws {
        let store = try UserComStore { $0.createsWithoutKey = true }
        #expect(await store.post(body).text == #"{"created":true,"id":1}"#)
        #expect(await store.post(body).text == #"{"created":true,"id":2}"#)
        #expect(await store.users.getUser(.id(2)).member("user_id") == .null)
    }

    @Test("Decision 21: an integer user_id becomes its decimal string")
    func integerKey() async throws {
        let store = try UserComStore()
        #expect(await store.post(#"{"user_id":5}"#).text == #"{"created":true,"id":1}"#)
        #expect(await store.post(#"{"user_id":"5"}"#).text == #"{"created":false,"id":1}"#)
        #expect(await store.post("user_id=5", as: UserComStore.form).text == #"{"created":false,"id":1}"#)
        #expect(await store.post(#"{"user_id":-7}"#).member("created") == true)
        #expect(try await store.user("-7").userID == "-7")
    }

    @Test("Decision 21: any other kind of user_id is refused", arguments: ["5.0", "true", "[1]", "{}", "1e3"])
    func otherKinds(_ key: String) async throws {
        let store = try UserComStore()
        #expect(await store.post("{\"user_id\":\(key)}").text == #"{"user_id":["Not a valid string."]}"#)
        #expect(await store.post("{\"custom_id\":\(key)}").text == #"{"custom_id":["Not a valid string."]}"#)
    }

    @Test("Decision 21: keys are not trimmed and compared byte by byte")
    func exactComparison() async throws {
        let store = try UserComStore()
        let keys = ["ann", "Ann", " ann", "ann ", "05", "5", "\u{e9}", "e\u{301}"]
        for key in keys { #expect(try await store.merge([:], into: key).created, "\(key)") }
        for key in keys { #expect(try await store.merge([:], into: key).created == false, "\(key)") }
        #expect(try await store.count() == keys.count)
    }

    @Test("A user_id has at most 255 code points and no NUL")
    func keyLimits() async throws {
        let store = try UserComStore()
        let longest = String(repeating: "é", count: 255)
        #expect(try await store.merge([:], into: longest).created)
        let answer = await store.post("{\"user_id\":\"\(longest)x\"}")
        #expect(answer.text == #"{"user_id":["Ensure this field has no more than 255 characters."]}"#)
        #expect(
            await store.post(#"{"user_id":"a\u0000b"}"#).text == #"{"user_id":["Null characters are not allowed."]}"#
        )
    }

    @Test("Decision 22: custom_id is user_id, company_custom_id is company_id")
    func aliases() async throws {
        let store = try UserComStore()
        #expect(await store.post(#"{"custom_id":"1","company_custom_id":"acme"}"#).member("created") == true)
        #expect(await store.post(#"{"user_id":"1","custom_id":1,"company_id":"acme"}"#).member("created") == false)
        #expect(await store.post(#"{"user_id":null,"custom_id":"1"}"#).member("created") == false)
        #expect(try await store.user().companies == ["acme"])
    }

    @Test("Decision 22: both names with different values are refused")
    func differentAliases() async throws {
        let store = try UserComStore()
        let keys = await store.post(#"{"user_id":"1","custom_id":"2"}"#)
        #expect(keys.text == #"{"custom_id":["user_id and custom_id are different."]}"#)
        let companies = await store.post(#"{"user_id":"1","company_id":"a","company_custom_id":null}"#)
        #expect(companies.text == #"{"company_custom_id":["company_id and company_custom_id are different."]}"#)
        #expect(try await store.count() == 0)
    }

    @Test("Decision 29: 200 whether the user was created or updated")
    func status() async throws {
        let store = try UserComStore()
        #expect(await store.post(#"{"user_id":"1"}"#).status == 200)
        #expect(await store.post(#"{"user_id":"1","city":"Berlin"}"#).status == 200)
    }

    @Test("Decision 31: id is a positive integer, never reused; the account's own id is user_ and a ULID")
    func ids() async throws {
        let store = try UserComStore()
        let first = try await store.merge([:], into: "900")
        #expect(first.id == 1)
        #expect(first.account.description.hasPrefix("user_") && first.account.description.utf8.count == 31)
        try await store.users.deleteUser(.id(first.id))
        let second = try await store.merge([:], into: "900")
        #expect(second.created && second.id == 2 && second.account != first.account)
    }
}
