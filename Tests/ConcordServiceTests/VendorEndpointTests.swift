import Concord
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ConcordService

/// The vendors' operations over HTTP, with and without a socket.
@Suite struct VendorEndpointTests {
    private static let bot = ["x-bot-id": "support", "authorization": "Bearer any"]

    @Test(arguments: setups)
    func `Botpress's users are made, read, listed, changed and erased`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let root = "/v1/chat/users"
            let body: JSONValue = ["tags": ["email": "ada@example.com"], "name": "Ada"]
            let created = try await call.send(.post, "\(root)/get-or-create", Self.bot, json: body)
            #expect(created["meta", "created"] == true)
            #expect(
                try await call.send(.post, "\(root)/get-or-create", Self.bot, json: body)["meta", "created"] == false)
            let id = try #require(created["user", "id"]?.string)
            let read = try await call.send(.get, "\(root)/\(id)", Self.bot)
            #expect(read["user", "name"] == "Ada")
            let changed = try await call.send(.put, "\(root)/\(id)", Self.bot, json: ["name": .null])
            #expect(changed["user"]?.object?["name"] == nil)
            let found = try await call.send(.get, "\(root)?tags%5Bemail%5D=ada%40example.com", Self.bot)
            #expect(found["users"]?.array?.count == 1)
            #expect(try await call.send(.get, "\(root)?tags[email]=other", Self.bot)["users"] == [])
            #expect(try await call.send(.get, "\(root)?conversationId=c", Self.bot).status == 400)
            let elsewhere = try await call.send(.get, "\(root)/\(id)", ["x-bot-id": "sales"])
            #expect(elsewhere.status == 404)
            #expect(try await call.send(.delete, "\(root)/\(id)", Self.bot).body == "{}")
            #expect(try await call.send(.get, "\(root)/\(id)", Self.bot)["type"] == "ResourceNotFound")
        }
    }

    @Test(arguments: setups)
    func `User.com's users are made, read, searched, changed and erased`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let root = "/api/public/users"
            let body: JSONValue = ["user_id": "c-1", "email": "ada@example.com"]
            let created = try await call.send(.post, "\(root)/update_or_create/", json: body)
            let id = try #require(created["id"]?.integer)
            #expect(try await call.send(.post, "\(root)/update_or_create", json: body)["created"] == false)
            #expect(try await call.send(.get, "\(root)/\(id)/")["user_id"] == "c-1")
            #expect(try await call.send(.get, "\(root)/search/?email=ada%40example.com")["id"] == .integer(id))
            let many = try await call.send(.get, "\(root)/search/?email=ada%40example.com&many=true")
            #expect(try many.json.array?.count == 1)
            #expect(try await call.send(.get, "\(root)/search/?email=no%40example.com").status == 404)
            #expect(try await call.send(.get, "\(root)/search/").status == 400)
            #expect(try await call.send(.get, "\(root)-by-id/search/?user_id=c-1")["id"] == .integer(id))
            let attribute: JSONValue = ["attribute": "plan", "value": "gold"]
            #expect(try await call.send(.post, "\(root)/\(id)/set_attribute/", json: attribute).status == 200)
            let several = try await call.send(
                .post, "\(root)-by-id/c-1/set_multiple_attributes/", json: ["plan": "silver"])
            #expect(several["status"] == "ok")
            let form = ["content-type": "application/x-www-form-urlencoded"]
            #expect(try await call.send(.put, "\(root)-by-id/c-1/", form, "first_name=Ada")["first_name"] == "Ada")
            #expect(try await call.send(.get, "\(root)/")["count"] == 1)
            #expect(try await call.send(.delete, "\(root)/\(id)/").status == 204)
            #expect(try await call.send(.get, "\(root)-by-id/c-1/")["detail"] == "Not found.")
            #expect(try await call.send(.get, "\(root)/none/").status == 404)
        }
    }

    @Test(arguments: setups)
    func `Channel.io's users are made, read, changed and erased by both ids`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let root = "/open/v4/users"
            let created = try await call.send(.put, "\(root)/@ada%40example.com", json: ["profile": ["name": "Ada"]])
            #expect(created["user", "memberId"] == "ada@example.com")
            let id = try #require(created["user", "id"]?.string)
            #expect(try await call.send(.get, "\(root)/@ada@example.com")["user", "id"] == .string(id))
            #expect(try await call.send(.get, "/open/v5/users/\(id)")["user", "name"] == "Ada")
            #expect(try await call.send(.patch, "\(root)/\(id)", json: ["tags": ["VIP"]])["user", "tags"] == ["vip"])
            #expect(try await call.send(.patch, "\(root)/@nobody", json: [:]).status == 404)
            #expect(try await call.send(.delete, "\(root)/@ada@example.com").status == 204)
            #expect(try await call.send(.get, "\(root)/\(id)")["commonErrorCode"] == "entityNotFound")
        }
    }

    @Test(arguments: [
        ("a%2Fb", "a/b"), ("%F0%9F%98%80", "😀"), ("50%25", "50%"), ("%40x", "@x"), ("a+b", "a+b"),
    ])
    func `a member id is decoded once`(segment: String, memberID: String) async throws {
        let service = try await TestService()
        try await service.run(.live) { call in
            let answer = try await call.send(.put, "/open/v4/users/@\(segment)", json: [:])
            #expect(answer["user", "memberId"] == .string(memberID))
        }
    }

    @Test(arguments: ["", "%ff", "%zz", "a%20b", String(repeating: "a", count: 65)])
    func `a member id that cannot be one is refused`(segment: String) async throws {
        let service = try await TestService()
        try await service.run { call in
            let refused = try await call.send(.put, "/open/v4/users/@\(segment)", json: [:])
            #expect(refused.status == 400)
            #expect(refused["commonErrorCode"] == "validationFailed")
        }
    }

    @Test(arguments: setups)
    func `Mercury.ai's listing answers with persons, of one project to its key`(setup: TestingSetup) async throws {
        let service = try await TestService(keys: true)
        let (desk, key) = (try await service.key(.channel, "desk"), try await service.key("mercury", "default"))
        try await service.run(setup) { call in
            let profile: JSONValue = ["profile": ["name": "John Doe", "company": "Mercury.ai"]]
            _ = try await call.send(.put, "/open/v4/users/@m-1", desk.pair, json: profile)
            let filters =
                "%5B%7B%22mode%22:%22include%22,%22field%22:%22user.company%22,%22operator%22:%22=%22,"
                + "%22value%22:%22Mercury.ai%22%7D%5D"
            let path = "/projects/default/users/properties?filters=\(filters)&sortBy=+user.lastName&limit=10"
            for path in [path, "/v1\(path)"] {
                let found = try await call.send(.get, path, key.bearer)
                #expect(found["success"] == true)
                #expect(found["data", "items"]?.array?.first?.object?["lastName"] == "Doe")
            }
            let unknown = try await call.send(.get, path)
            #expect(unknown.status == 401)
            #expect(unknown["success"] == false)
            #expect(try await call.send(.get, "/projects/other/users/properties", key.bearer).status == 403)
            #expect(try await call.send(.get, "/projects/default/users/properties?limit=0", key.bearer).status == 400)
            #expect(try await call.send(.post, "/projects/default/users/properties", key.bearer).status == 405)
        }
    }

    @Test func `without keys each host has its own app`() async throws {
        let service = try await TestService()
        try await service.run { [engine = service.engine] call in
            _ = try await call.send(.post, "/api/public/users/update_or_create/", json: ["user_id": "c-1"])
            #expect(try await engine.accountCounts().map(\.space.description) == ["usercom:default"])
        }
    }
}
