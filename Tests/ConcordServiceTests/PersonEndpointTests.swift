import Concord
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ConcordService

/// Concord's own endpoints: persons, decisions, the log.
@Suite struct PersonEndpointTests {
    private static let root = "/concord/v1/persons"

    /// One human at two vendors, by the company's own id; and another.
    private static func fill(_ call: TestCaller) async throws -> (chat: String, crm: String, other: String) {
        let desk = try await call.send(
            .put, "/open/v4/users/@m-1", json: ["profile": ["email": "ada@example.com", "name": "Ada"]])
        _ = try await call.send(
            .post, "/api/public/users/update_or_create/", json: ["user_id": "m-1", "email": "ada@example.com"])
        let other = try await call.send(.put, "/open/v4/users/@m-2", json: ["profile": ["name": "Eve"]])
        return (desk["user", "id"]?.string ?? "", "usercom:default:m-1", other["user", "id"]?.string ?? "")
    }

    @Test(arguments: setups)
    func `a person is found by any id and key of its accounts`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let (chat, crm, _) = try await Self.fill(call)
            let person = try await call.send(.get, "\(Self.root)/\(chat)")
            let id = try #require(person["id"]?.string)
            #expect(person["accounts"]?.array?.count == 2)
            #expect(person["properties", "user.name"] == "Ada")
            #expect(person["provenance", "user.name", "account"] == .string(chat))
            #expect(try await call.send(.get, "\(Self.root)/\(crm)")["id"] == .string(id))
            #expect(try await call.send(.get, "\(Self.root)/\(id)")["id"] == .string(id))
            let answer = try await call.send(.get, "/open/v4/users/@m-1")
            #expect(answer.header("concord-person") == id)
            #expect(try await call.send(.get, "\(Self.root)/nonsense").status == 400)
            #expect(try await call.send(.get, "\(Self.root)/channel:default:nobody")["error", "code"] == "notFound")
        }
    }

    @Test func `why, why not, how and the history are told`() async throws {
        let service = try await TestService()
        try await service.run { call in
            let (chat, crm, other) = try await Self.fill(call)
            let why = try await call.send(.get, "\(Self.root)/\(chat)/why?with=\(crm)")
            #expect(why["steps"]?.array?.count == 1)
            #expect(try await call.send(.get, "\(Self.root)/\(chat)/why?with=\(other)")["steps"] == .null)
            #expect(try await call.send(.get, "\(Self.root)/\(chat)/why-not?with=\(other)")["findings"] == [])
            #expect(try await call.send(.get, "\(Self.root)/\(chat)/why").status == 400)
            #expect(try await call.send(.get, "\(Self.root)/\(chat)/how")["steps"]?.array?.count == 1)
            let history = try await call.send(.get, "\(Self.root)/\(chat)/history")
            #expect(history["events"]?.array?.first?.object?["kind"] == "account.created")
        }
    }

    @Test func `a human joins, separates and takes it back`() async throws {
        let service = try await TestService()
        try await service.run { call in
            let (chat, _, other) = try await Self.fill(call)
            func count() async throws -> Int? {
                try await call.send(.get, "\(Self.root)/\(chat)")["accounts"]?.array?.count
            }
            let with: JSONValue = ["with": .string(other), "by": "ada", "because": "they said so"]
            #expect(try await call.send(.post, "\(Self.root)/\(chat)/join", json: with)["decision"] != nil)
            #expect(try await count() == 3)
            let again = try await call.send(.post, "\(Self.root)/\(chat)/join", json: with)
            #expect(again.status == 409)
            #expect(again["error", "code"] == "invalidDecision")
            #expect(try await call.send(.post, "\(Self.root)/\(chat)/join", json: ["with": 1]).status == 400)
            #expect(try await call.send(.post, "\(Self.root)/\(chat)/join", [:], "[").status == 400)
            let erased = try await call.send(.post, "\(Self.root)/\(chat)/erase")
            #expect(erased["accounts"]?.array?.count == 1)
            #expect(erased["complete"] == true)
        }
    }

    @Test func `the log is read by pages, and reviews and statistics with it`() async throws {
        let service = try await TestService()
        try await service.run { call in
            _ = try await Self.fill(call)
            let first = try await call.send(.get, "/concord/v1/events?limit=2")
            #expect(first["events"]?.array?.count == 2)
            let next = try await call.send(.get, "/concord/v1/events?after=2")
            #expect(next["events"]?.array?.first?.object?["seq"] == 3)
            for query in ["limit=0", "limit=x", "after=-1"] {
                #expect(try await call.send(.get, "/concord/v1/events?\(query)").status == 400)
            }
            #expect(try await call.send(.get, "/concord/v1/reviews")["reviews"] == [])
            let statistics = try await call.send(.get, "/concord/v1/statistics")
            #expect(statistics["spaces"]?.array?.count == 2)
            #expect(statistics["pending"] == 0)
        }
    }

    @Test func `Concord's own key is none of a vendor's`() async throws {
        let service = try await TestService(keys: true)
        let own = try await service.key(Vendor(rawValue: "concord"), "default", .reader)
        let bot = try await service.key(.botpress, "default")
        try await service.run { call async throws in
            #expect(try await call.send(.get, "/concord/v1/events", own.bearer).status == 200)
            #expect(try await call.send(.get, "/concord/v1/events", bot.bearer).status == 403)
            #expect(try await call.send(.get, "/concord/v1/events")["error", "code"] == "unauthorized")
            let id = "\(Self.root)/channel:default:m-1"
            #expect(try await call.send(.post, "\(id)/erase", own.bearer).status == 403)
        }
    }
}
