import Testing

@testable import Concord

/// Decisions 23 to 27, 57 and 61 of vendors.md: what becomes of a request's attributes.
@Suite struct UserComFieldDecisionTests {
    @Test("Decision 23: fields outside the allowed list are ignored and named in a header")
    func ignored() async throws {
        let store = try UserComStore()
        let body = #"{"user_id":"1","userId":"2","city":"Berlin","größe":"L","a, b\r\nc":1}"#
        let answer = await store.post(body)
        #expect(answer.status == 200)
        #expect(answer.headers == ["concord-ignored-fields": "a%2C%20b%0D%0Ac, gr%C3%B6%C3%9Fe, userId"])
        let user = try await store.user()
        #expect(user.values == ["city": "Berlin"] && user.attributes.isEmpty)
        #expect(await store.post(#"{"user_id":"1","city":"Berlin"}"#).headers.isEmpty)

        let request = UserComUpdateOrCreate(userID: "1", attributes: ["city": "Bonn", "plan": "gold"])
        #expect(try await store.users.updateOrCreate(request).ignoredFields == ["plan"])
    }

    @Test("Decision 23: the header stays short, however many names there are")
    func ignoredIsBounded() async throws {
        let store = try UserComStore()
        let names = (0..<900).map { "field\($0)=1" }.joined(separator: "&")
        let header = await store.post("user_id=1&\(names)", as: UserComStore.form).headers["concord-ignored-fields"]
        #expect(header?.hasSuffix(", ...") == true && (header?.utf8.count ?? 0) < 1_100)
    }

    @Test("Decision 23: with storesUnlistedFields they become custom attributes")
    func storedUnlisted() async throws {
        let store = try UserComStore { $0.storesUnlistedFields = true }
        let long = String(repeating: "n", count: 256)
        let answer = await store.post("{\"user_id\":\"1\",\"plan\":\"gold\",\"seats\":3,\"\(long)\":1}")
        #expect(answer.headers == ["concord-ignored-fields": long])
        #expect(try await store.user().attributes == ["plan": "gold", "seats": 3])
        _ = await store.post(#"{"user_id":"1","plan":""}"#)
        #expect(try await store.user().attributes == ["seats": 3])
    }

    @Test("Decision 24: tags are an unlisted field by default")
    func tagsAreUnlisted() async throws {
        let store = try UserComStore()
        let answer = await store.post(#"{"user_id":"1","tags":["vip"]}"#)
        #expect(answer.headers == ["concord-ignored-fields": "tags"])
        #expect(await store.users.getUser(.id(1)).member("tags") == nil)
    }

    @Test("Decision 24: with acceptsAdditiveTags they are only ever added")
    func additiveTags() async throws {
        let store = try UserComStore { $0.acceptsAdditiveTags = true }
        for tags in [#"["vip","new"]"#, #"["beta"]"#, "[]", "null", #"["vip","new","beta"]"#] {
            #expect(await store.post("{\"user_id\":\"1\",\"tags\":\(tags)}").headers.isEmpty)
        }
        #expect(try await store.user().tags == ["vip", "new", "beta"])
        #expect(await store.users.getUser(.id(1)).member("tags")?.array?.first == ["name": "vip"])
        #expect(await store.post("user_id=1&tags=form", as: UserComStore.form).status == 200)
        #expect(await store.post(#"{"user_id":"1","tags":[1]}"#).text == #"{"tags":["Not a valid string."]}"#)
        #expect(await store.post(#"{"user_id":"1","tags":[""]}"#).text == #"{"tags":["A tag may not be blank."]}"#)
        #expect(try await store.user().tags == ["vip", "new", "beta", "form"])
    }

    @Test("Decision 25: null clears every field, absent leaves it")
    func nullClears() async throws {
        let store = try UserComStore()
        var cleared: JSONObject = [:]
        for field in UserComField.listed { cleared[field.name] = .null }
        try await store.merge(["city": "Berlin", "score": 3, "gender": 3, "notifications": true, "email": "a@b.co"])
        #expect(try await store.user().values.count == 5)
        try await store.merge(["region": "BE"])
        #expect(try await store.user().values.count == 6)
        try await store.merge(cleared)
        #expect(try await store.user().values.isEmpty)
    }

    @Test(#"Decision 25: "" clears strings, and in a form every field"#)
    func emptyClears() async throws {
        let store = try UserComStore()
        let values: JSONObject = ["city": "Berlin", "gender": 3, "email": "a@b.co", "score": 3, "unsubscribed": true]
        try await store.merge(values)
        try await store.merge(["city": "", "gender": "", "email": ""])
        #expect(try await store.user().values == ["score": 3, "unsubscribed": true])
        #expect(await store.post(#"{"user_id":"1","score":""}"#).status == 400)

        try await store.merge(values)
        let form = "user_id=1&city=&gender=&email=&score=&unsubscribed="
        #expect(await store.post(form, as: UserComStore.form).status == 200)
        #expect(try await store.user().values.isEmpty)
    }

    @Test("Decision 26: the same e-mail under another user_id makes another user")
    func sharedEmail() async throws {
        let store = try UserComStore()
        #expect(try await store.merge(["email": "info@example.com"], into: "1").created)
        #expect(try await store.merge(["email": "info@example.com"], into: "2").created)
    }

    static let accepted: [(name: String, given: String, stored: JSONValue)] = [
        ("score", "12", 12), ("score", #""12""#, 12), ("score", "-3", -3),
        ("notifications", "true", true), ("notifications", "0", false), ("notifications", #""1""#, true),
        ("unsubscribed", #""True""#, true), ("unsubscribed", #""false""#, false), ("unsubscribed", "1", true),
        ("gender", "1", "unknown"), ("gender", "2", "male"), ("gender", #""3""#, "female"),
        ("gender", #""Female""#, "female"), ("gender", #""undefined""#, "unknown"),
        ("status", "1", "visitor"), ("status", #""user""#, "user"),
        ("assigned_to", "42", "42"), ("assigned_to", #""ann""#, "ann"), ("phone_number", #""089 / 12""#, "089 / 12"),
        ("email", #""a.b+c@sub.example.com""#, "a.b+c@sub.example.com"),
        ("timezone", #""Europe/Berlin""#, "Europe/Berlin"),
    ]

    @Test("Decision 27: what each kind of field takes, and how it is stored", arguments: accepted)
    func takes(_ field: (name: String, given: String, stored: JSONValue)) async throws {
        let store = try UserComStore()
        #expect(await store.post("{\"user_id\":\"1\",\"\(field.name)\":\(field.given)}").status == 200)
        #expect(try await store.user().values[field.name] == field.stored)
    }

    static let refused = [
        ("score", "1.5", "A valid integer is required."), ("score", "true", "A valid integer is required."),
        ("notifications", "2", "Must be a valid boolean."), ("unsubscribed", #""yes""#, "Must be a valid boolean."),
        ("gender", "0", "Not a valid choice."), ("gender", "4", "Not a valid choice."),
        ("gender", #""other""#, "Not a valid choice."), ("status", "true", "Not a valid choice."),
        ("city", "5", "Not a valid string."), ("first_name", "[]", "Not a valid string."),
        ("assigned_to", "1.5", "Not a valid string."), ("company_id", "{}", "Not a valid string."),
        ("email", #""john""#, "Enter a valid email address."), ("email", #""a@b""#, "Enter a valid email address."),
        ("email", #""a b@c.de""#, "Enter a valid email address."),
        ("email", #""@c.de""#, "Enter a valid email address."),
        ("email", #""a@b@c.de""#, "Enter a valid email address."), ("email", #"" ""#, "Enter a valid email address."),
        ("email", #""a@c..de""#, "Enter a valid email address."),
    ]

    @Test("Decision 27: what a field does not take is refused under its name", arguments: refused)
    func refuses(_ name: String, _ value: String, _ message: String) async throws {
        let store = try UserComStore()
        let answer = await store.post("{\"user_id\":\"1\",\"\(name)\":\(value)}")
        #expect(answer.status == 400)
        #expect(answer.text == "{\"\(name)\":[\"\(message)\"]}")
    }

    @Test("Decision 27: names have at most 40 code points, other strings 255; limits are inclusive")
    func lengths() async throws {
        let store = try UserComStore()
        for field in UserComField.listed {
            let maximum: Int
            switch field.kind {
            case .text(let limit): maximum = limit
            case .identifier: maximum = 255
            default: continue
            }
            #expect(maximum == (["first_name", "last_name"].contains(field.name) ? 40 : 255))
            let longest = String(repeating: "\u{1F600}", count: maximum)
            try await store.merge([field.name: .string(longest)])
            let error = await #expect(throws: ConcordError.self) {
                try await store.merge([field.name: .string(longest + "x")])
            }
            #expect(error?.field == field.name && error?.message.contains("\(maximum)") == true)
        }
    }

    @Test("Decision 57: company_id adds to a set, the newest is shown; null takes the newest out")
    func companies() async throws {
        let store = try UserComStore()
        for company in ["acme", "initech", "acme"] { try await store.merge(["company_id": .string(company)]) }
        #expect(try await store.user().companies == ["initech", "acme"])
        let shown = await store.users.getUser(.id(1))
        #expect(shown.member("company_id") == "acme")
        #expect(shown.member("companies") == [["company_id": "initech"], ["company_id": "acme"]])

        try await store.merge(["company_id": .null])
        #expect(try await store.user().companies == ["initech"])
        _ = await store.post("user_id=1&company_id=", as: UserComStore.form)
        _ = await store.post(#"{"user_id":"1","company_id":null}"#)
        let empty = await store.users.getUser(.id(1))
        #expect(empty.member("company_id") == .null && empty.member("companies") == [])
        #expect(await store.post(#"{"user_id":"1","company_id":7}"#).status == 200)
        #expect(try await store.user().companies == ["7"])
    }

    @Test("Decision 61: e-mail is judged on a trimmed copy; e-mail and phone are stored as given")
    func storedAsGiven() async throws {
        let store = try UserComStore()
        let values: JSONObject = ["email": "  John@Example.COM\t", "phone_number": " (0)89 12 34 "]
        try await store.merge(values)
        #expect(try await store.user().values == values)
    }
}
