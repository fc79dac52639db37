import Testing

@testable import Concord

/// `set_attribute` and `set_multiple_attributes` (vendors.md 2.2 and 2.5; decision 62).
@Suite struct UserComCustomAttributeTests {
    private func set(_ body: String, in store: UserComStore, as contentType: String? = nil) async -> VendorAnswer {
        await store.users.setAttribute(of: .userID("1"), body: Array(body.utf8), contentType: contentType)
    }

    private func setMultiple(_ body: String, in store: UserComStore, as type: String? = nil) async -> VendorAnswer {
        await store.users.setMultipleAttributes(of: .id(1), body: Array(body.utf8), contentType: type)
    }

    @Test("set_attribute sets one attribute, of any JSON, and leaves the others")
    func one() async throws {
        let store = try UserComStore()
        try await store.merge(["email": "a@b.co"])
        #expect(await set(#"{"attribute":"plan","value":"gold"}"#, in: store).text == #"{"status":"ok"}"#)
        #expect(await set(#"{"attribute":"email","value":[1,{"a":2.5}]}"#, in: store).status == 200)
        #expect(await set("attribute=seats&value=3", in: store, as: UserComStore.form).status == 200)
        #expect(await set("attribute=since&value=2020-01-01", in: store, as: "application/json").status == 200)
        let user = try await store.user()
        #expect(
            user.attributes == [
                "plan": "gold", "email": [1, ["a": .double(2.5)]], "seats": "3", "since": "2020-01-01",
            ]
        )
        #expect(user.values == ["email": "a@b.co"])
    }

    @Test(#"null and "" clear an attribute"#, arguments: ["null", #""""#])
    func clears(_ value: String) async throws {
        let store = try UserComStore()
        try await store.merge([:])
        try await store.users.setAttributes(["a": 1, "b": false], of: .userID("1"))
        #expect(await set("{\"attribute\":\"a\",\"value\":\(value)}", in: store).status == 200)
        #expect(try await store.user().attributes == ["b": false])
        #expect(await setMultiple("{\"b\":\(value),\"c\":0}", in: store).status == 200)
        #expect(try await store.user().attributes == ["c": 0])
    }

    @Test("set_multiple_attributes merges; a form does too")
    func several() async throws {
        let store = try UserComStore()
        try await store.merge([:])
        #expect(await setMultiple(#"{"plan":"gold","seats":3}"#, in: store).text == #"{"status":"ok"}"#)
        #expect(await setMultiple("plan=&team+name=A%26B", in: store, as: UserComStore.form).status == 200)
        #expect(try await store.user().attributes == ["seats": 3, "team name": "A&B"])
        #expect(await setMultiple("plan=gold", in: store, as: "application/json").status == 400)
    }

    @Test("Names have 1 to 255 code points; both members are required")
    func names() async throws {
        let store = try UserComStore()
        try await store.merge([:])
        let longest = String(repeating: "ü", count: 255)
        #expect(await set("{\"attribute\":\"\(longest)\",\"value\":1}", in: store).status == 200)
        for name in ["", longest + "x"] {
            let message = #"["Ensure the name of an attribute has 1 to 255 characters."]"#
            let one = await set("{\"attribute\":\"\(name)\",\"value\":1}", in: store)
            #expect(one.status == 400 && one.text == "{\"attribute\":\(message)}")
            let several = await setMultiple("{\"\(name)\":1}", in: store)
            #expect(several.status == 400 && several.text == "{\"\(name)\":\(message)}")
        }
        #expect(await set(#"{"value":1}"#, in: store).text == #"{"attribute":["This field is required."]}"#)
        #expect(await set(#"{"attribute":"a"}"#, in: store).text == #"{"value":["This field is required."]}"#)
        #expect(await set(#"{"attribute":5,"value":1}"#, in: store).text == #"{"attribute":["Not a valid string."]}"#)
        #expect(try await store.user().attributes.count == 1)
    }

    @Test("A value that nests too deep to be read back is refused")
    func depth() async throws {
        let store = try UserComStore { $0.storesUnlistedFields = true }
        try await store.merge([:])
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(await set("{\"attribute\":\"a\",\"value\":\(deepest)}", in: store).status == 200)
        #expect(await set("{\"attribute\":\"a\",\"value\":[\(deepest)]}", in: store).member("value") != nil)
        #expect(await setMultiple("{\"b\":[\(deepest)]}", in: store).member("b") != nil)
        #expect(await store.post("{\"user_id\":\"1\",\"c\":{\"d\":\(deepest)}}").member("c") != nil)
        #expect(try await store.user().attributes.count == 1)
    }

    @Test("Nobody is created: a user who is not there is 404, by either id")
    func missing() async throws {
        let store = try UserComStore()
        #expect(await set(#"{"attribute":"a","value":1}"#, in: store).status == 404)
        #expect(await setMultiple(#"{"a":1}"#, in: store).text == #"{"detail":"Not found."}"#)
        #expect(try await store.count() == 0)
    }
}
