import Concord
import ConcordTesting
import Foundation
import HTTPTypes
import Logging
import Testing

@testable import ConcordService

/// Who may come in: keys by vendor, scope and role, refused in the vendor's shape.
@Suite struct CredentialTests {
    private static let getOrCreate = "/v1/chat/users/get-or-create"
    private static let ada: JSONValue = ["tags": ["email": "ada@example.com"]]

    @Test func `a bot's key opens that bot and no other`() async throws {
        let service = try await TestService(keys: true)
        let key = try await service.key(.botpress, "support")
        try await service.run { call in
            func status(_ headers: [String: String]) async throws -> Int {
                try await call.send(.post, Self.getOrCreate, key.bearer.merging(headers) { $1 }, json: Self.ada).status
            }
            #expect(try await status(["x-bot-id": "support"]) == 200)
            #expect(try await status(["x-bot-id": "sales"]) == 403)
            #expect(try await status(["x-bot-id": "support", "x-integration-id": "whatsapp"]) == 403)
            #expect(try await status([:]) == 400)
            let refused = try await call.send(.post, Self.getOrCreate, ["x-bot-id": "support"], json: Self.ada)
            #expect(refused.status == 401)
            #expect(refused["type"] == "Unauthorized")
            #expect(refused["code"] == 401)
        }
    }

    /// `a/b` as a bot would be the scope of the integration `b` in the bot `a`.
    @Test(arguments: ["x-bot-id", "x-integration-id"])
    func `an id with a slash is refused, which would share a scope with another`(header: String) async throws {
        let service = try await TestService()
        try await service.run { call in
            let headers = ["x-bot-id": "a"].merging([header: "a/b"]) { $1 }
            let refused = try await call.send(.post, Self.getOrCreate, headers, json: Self.ada)
            #expect(refused.status == 400)
            #expect(refused["type"] == "InvalidPayload")
        }
    }

    @Test func `a key is read whatever the case of its scheme and the spaces around it`() async throws {
        let service = try await TestService(keys: true)
        let key = try await service.key(.botpress, "support")
        try await service.run { call async throws in
            func status(_ authorization: String) async throws -> Int {
                let headers = ["x-bot-id": "support", "authorization": authorization]
                return try await call.send(.post, Self.getOrCreate, headers, json: Self.ada).status
            }
            for words in ["Bearer \(key.secret)", "bEARER \(key.secret)", "Bearer   \(key.secret) "] {
                #expect(try await status(words) == 200)
            }
            for words in ["", "Bearer", "Bearer ", key.secret, "Token \(key.secret)", "Bearers \(key.secret)"] {
                #expect(try await status(words) == 401)
            }
        }
    }

    @Test func `an app's key decides the app, whatever the host`() async throws {
        let service = try await TestService(keys: true)
        let (shop, club) = (try await service.key(.userCom, "shop"), try await service.key(.userCom, "club"))
        try await service.run { call in
            let path = "/api/public/users/update_or_create/"
            let created = try await call.send(.post, path, shop.token, json: ["user_id": "c-1"])
            #expect(created["created"] == true)
            let other = try await call.send(.get, "/api/public/users-by-id/c-1/", club.token)
            #expect(other.status == 404)
            let own = try await call.send(.get, "/api/public/users-by-id/c-1/", shop.token)
            #expect(own["user_id"] == "c-1")
            let number = try #require(own["id"]?.integer)
            #expect(try await call.send(.get, "/api/public/users/\(number)/", club.token).status == 404)
            let unknown = try await call.send(.get, "/api/public/users/", ["authorization": "Token no"])
            #expect(unknown.status == 401)
            #expect(unknown["detail"] == "Invalid token.")
        }
    }

    @Test func `a channel's key is an id and a secret that belong together`() async throws {
        let service = try await TestService(keys: true)
        let (desk, shop) = (try await service.key(.channel, "desk"), try await service.key(.channel, "shop"))
        try await service.run { call in
            let created = try await call.send(
                .put, "/open/v5/users/@m-1", desk.pair, json: ["profile": ["name": "Ada"]])
            #expect(created["user", "channelId"] == "desk")
            let id = try #require(created["user", "id"]?.string)
            #expect(try await call.send(.get, "/open/v5/users/\(id)", shop.pair).status == 404)
            let mixed = ["x-access-key": shop.id, "x-access-secret": desk.secret]
            let refused = try await call.send(.get, "/open/v5/users/@m-1", mixed)
            #expect(refused.status == 401)
            #expect(refused["commonErrorCode"] == "unauthorized")
        }
    }

    @Test func `a key of another vendor is refused`() async throws {
        let service = try await TestService(keys: true)
        let key = try await service.key(.userCom, "support")
        try await service.run { call in
            let headers = key.bearer.merging(["x-bot-id": "support"]) { $1 }
            let refused = try await call.send(.post, Self.getOrCreate, headers, json: Self.ada)
            #expect(refused.status == 403)
            #expect(refused["type"] == "Forbidden")
        }
    }

    @Test func `a reader's key reads and writes nothing`() async throws {
        let service = try await TestService(keys: true)
        let key = try await service.key(.channel, "desk", .reader)
        try await service.run { call in
            let refused = try await call.send(.put, "/open/v4/users/@m-1", key.pair, json: [:])
            #expect(refused.status == 403)
            #expect(try await call.send(.get, "/open/v4/users/@m-1", key.pair).status == 404)
        }
    }

    @Test func `a revoked key opens nothing from the next request on`() async throws {
        let service = try await TestService(keys: true)
        let key = try await service.key(.channel, "desk")
        try await service.run { [engine = service.engine] call in
            #expect(try await call.send(.put, "/open/v4/users/@m-1", key.pair, json: [:]).status == 200)
            try await engine.revokeCredential(id: key.id)
            #expect(try await call.send(.put, "/open/v4/users/@m-1", key.pair, json: [:]).status == 401)
        }
    }

    @Test func `the database holds no key`() async throws {
        let service = try await TestService(keys: true)
        let key = try await service.key(.channel, "desk")
        try service.engine.close()
        let file = try Data(contentsOf: URL(fileURLWithPath: service.store.path))
        #expect(file.range(of: Data(key.secret.utf8)) == nil)
        #expect(file.range(of: Data(key.id.utf8)) != nil)
    }

    @Test func `without any key the service does not start`() async throws {
        await #expect(throws: ConcordError.self) {
            let store = try await TestService().store
            let engine = try IdentityEngine(path: store.path)
            _ = try ConcordService(engine: engine, configuration: ServiceConfiguration(), logger: Logger(label: "test"))
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "127.0.0.1.example.com", "example.com"])
    func `without keys it listens on this machine only`(host: String) throws {
        var configuration = ServiceConfiguration()
        configuration.asksForKeys = false
        configuration.host = host
        #expect(throws: ConcordError.self) { try configuration.check() }
    }

    @Test func `digests are compared as a whole`() {
        let digest = ServiceKey.digest(of: "secret")
        let credential = Credential(digest: digest, space: Space(vendor: "v"), role: .reader, createdAt: .now())
        #expect(credential.matches(digest: digest))
        for index in digest.indices {
            var other = digest
            other[index] ^= 1
            #expect(!credential.matches(digest: other))
        }
        #expect(!credential.matches(digest: Array(digest.dropLast())))
    }
}
