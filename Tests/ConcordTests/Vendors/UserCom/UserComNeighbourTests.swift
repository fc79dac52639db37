import ConcordTesting
import Testing

@testable import Concord

/// Decision 62 of vendors.md: get, list, update and delete follow the same rules; the user object of vendors.md 2.5.
@Suite struct UserComNeighbourTests {
    @Test("The user object: null where unset, custom attributes as a list, times in microseconds")
    func userObject() async throws {
        let store = try UserComStore()
        try await store.merge(["first_name": "John", "last_name": "Doe", "gender": 2, "company_id": "acme"], into: "7")
        try await store.users.setAttribute("plan", to: "gold", of: .userID("7"))
        let answer = await store.users.getUser(.userID("7"))
        #expect(answer.status == 200)
        let object = try #require(JSONValue(parsing: answer.body).object)
        let known: JSONObject = [
            "id": 1, "user_id": "7", "name": "John Doe", "first_name": "John", "last_name": "Doe", "gender": "male",
            "company_id": "acme", "companies": [["company_id": "acme"]],
            "attributes": [["name": "plan", "value": "gold"]],
        ]
        for member in known.members { #expect(object[member.name] == member.value, "\(member.name)") }
        for name in ["email", "status", "score", "notifications", "unsubscribed", "timezone", "gravatar_url"] {
            #expect(object[name] == .null, "\(name)")
        }
        for name in ["key", "first_seen", "last_seen", "page_views", "lists", "tags"] { #expect(object[name] == nil) }
        let times = ["created_at", "updated_at"].compactMap { object[$0]?.string }
        #expect(times.count == 2 && times[0] < times[1])
        for time in times { #expect(time.wholeMatch(of: /2023-11-07T05:3\d:\d\d\.000000Z/) != nil, "\(time)") }
    }

    @Test("Decision 62: get, update and delete by the integer id and by user_id")
    func byBothIDs() async throws {
        let store = try UserComStore()
        let first = try await store.merge(["city": "Berlin"], into: "007")
        try await store.merge([:], into: "8")
        for reference in [UserComUserReference.id(first.id), .userID("007")] {
            #expect(await store.users.getUser(reference).account == first.account)
        }
        let body = Array(#"{"city":"Bonn","region":"NW","wrong":1}"#.utf8)
        let updated = await store.users.updateUser(.id(1), body: body, contentType: "application/json")
        #expect(updated.status == 200 && updated.member("city") == "Bonn")
        #expect(updated.headers == ["concord-ignored-fields": "wrong"])
        let form = Array("region=".utf8)
        let cleared = await store.users.updateUser(.userID("007"), body: form, contentType: UserComStore.form)
        #expect(cleared.member("region") == .null && cleared.member("city") == "Bonn")

        let removed = await store.users.removeUser(.userID("007"))
        #expect(removed.status == 204 && removed.body.isEmpty)
        #expect(await store.users.removeUser(.id(1)).status == 404)
        #expect(await store.users.removeUser(.id(2)).status == 204)
        #expect(try await store.count() == 0)
    }

    @Test("Decision 62: an update creates nobody and changes no user_id")
    func updateLimits() async throws {
        let store = try UserComStore()
        let missing = await store.users.updateUser(.userID("1"), body: Array("{}".utf8), contentType: nil)
        #expect(missing.status == 404 && missing.text == #"{"detail":"Not found."}"#)
        #expect(try await store.count() == 0)

        try await store.merge([:])
        let renamed = Array(#"{"user_id":"2","city":"Bonn"}"#.utf8)
        let refused = await store.users.updateUser(.id(1), body: renamed, contentType: nil)
        #expect(refused.text == #"{"user_id":["This field cannot be changed."]}"#)
        #expect(try await store.user().values.isEmpty)
        let same = Array(#"{"custom_id":1,"user_id":"","city":"Bonn"}"#.utf8)
        #expect(await store.users.updateUser(.id(1), body: same, contentType: nil).member("city") == "Bonn")

        let typed = UserComUpdateOrCreate(userID: "1", attributes: ["custom_id": "2"])
        let error = await #expect(throws: ConcordError.self) { try await store.users.updateOrCreate(typed) }
        #expect(error?.field == "custom_id")
    }

    @Test("A listing goes by pages of 100, both ways, the oldest first")
    func listing() async throws {
        let store = try UserComStore()
        let writes = (1...250).map { AccountWrite(space: store.users.space, match: .key("\($0)")) }
        _ = await store.engine.upsert(batch: writes)
        _ = try await store.engine.userCom(app: "other").updateOrCreate(UserComUpdateOrCreate(userID: "1"))

        var cursor: String?
        var pages: [[Int64]] = []
        var previous: [String?] = []
        repeat {
            let page = try await store.users.listUsers(cursor: cursor)
            #expect(page.count == 250)
            pages.append(page.results.map(\.id))
            previous.append(page.previous)
            cursor = page.next
        } while cursor != nil
        #expect(pages.map(\.count) == [100, 100, 50])
        #expect(pages.flatMap { $0 } == Array(1...250))
        #expect(previous[0] == nil)
        for index in 1...2 {
            let back = try await store.users.listUsers(cursor: previous[index])
            #expect(back.results.map(\.id) == pages[index - 1])
            #expect(back.next != nil && (back.previous == nil) == (index == 1))
        }
    }

    @Test("A listing as bytes: count, next, previous, results; links keep the address")
    func listingBytes() async throws {
        let store = try UserComStore()
        #expect(await store.users.getUsers().text == #"{"count":0,"next":null,"previous":null,"results":[]}"#)
        let writes = (1...101).map { AccountWrite(space: store.users.space, match: .key("\($0)")) }
        _ = await store.engine.upsert(batch: writes)
        let url = "https://app.example.com/api/public/users/"
        let first = await store.users.getUsers(at: url)
        #expect(first.member("results")?.array?.count == 100 && first.member("count") == 101)
        let next = try #require(first.member("next")?.string)
        #expect(next.hasPrefix("\(url)?cursor="))
        let second = await store.users.getUsers(cursor: String(next.dropFirst(url.utf8.count + 8)), at: url)
        #expect(second.member("results")?.array?.count == 1 && second.member("next") == .null)
        #expect(second.member("previous")?.string?.hasPrefix(url) == true)
    }

    @Test("A page that was emptied meanwhile still leads back and on")
    func emptiedPage() async throws {
        let store = try UserComStore()
        for key in ["1", "2", "3"] { try await store.merge([:], into: key) }
        let first = try await store.users.listUsers(limit: 2)
        try await store.users.deleteUser(.userID("3"))
        let second = try await store.users.listUsers(cursor: first.next, limit: 2)
        #expect(second.results.isEmpty && second.next == nil)
        #expect(try await store.users.listUsers(cursor: second.previous, limit: 2).results.map(\.id) == [1, 2])
    }

    @Test("A cursor that no listing gave is refused", arguments: ["", "1", "x9", "a", "a-1", "b9223372036854775807"])
    func badCursor(_ cursor: String) async throws {
        let store = try UserComStore()
        let answer = await store.users.getUsers(cursor: cursor)
        #expect(answer.status == 400 && answer.text == #"{"cursor":["Invalid cursor."]}"#)
    }
}
