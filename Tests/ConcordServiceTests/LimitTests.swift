import Concord
import ConcordTesting
import GRDB
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ConcordService

/// What is too much, too big, of the wrong kind or too busy.
@Suite struct LimitTests {
    private static let path = "/v1/chat/users/get-or-create"
    private static let bot = ["x-bot-id": "support"]
    private static let ada: JSONValue = ["tags": ["email": "ada@example.com"]]

    @Test(arguments: setups)
    func `a body over one MiB is refused, and its sender reads the answer`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let big = String(repeating: " ", count: 3 << 20)
            let botpress = try await call.send(.post, Self.path, Self.bot, big)
            #expect(botpress.status == 413)
            #expect(botpress["type"] == "PayloadTooLarge")
            #expect(try await call.send(.post, "/api/public/users/update_or_create/", [:], big).status == 413)
            #expect(try await call.send(.put, "/open/v4/users/@m-1", [:], big)["status"] == 413)
            // The connection goes on.
            #expect(try await call.send(.post, Self.path, Self.bot, json: Self.ada).status == 200)
        }
    }

    @Test func `a body of exactly one MiB is read`() async throws {
        let service = try await TestService()
        try await service.run { call async throws in
            let body = Self.ada.text
            let padded = body + String(repeating: " ", count: (1 << 20) - body.utf8.count)
            #expect(try await call.send(.post, Self.path, Self.bot, padded).status == 200)
            #expect(try await call.send(.post, Self.path, Self.bot, padded + " ").status == 413)
        }
    }

    @Test(arguments: setups)
    func `a body of another kind is refused in the vendor's shape`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call async throws in
            let xml = ["content-type": "text/xml"]
            let botpress = try await call.send(.post, Self.path, Self.bot.merging(xml) { $1 }, "<a/>")
            #expect(botpress.status == 415)
            #expect(botpress["type"] == "UnsupportedMediaType")
            let userCom = try await call.send(.post, "/api/public/users/update_or_create/", xml, "<a/>")
            #expect(userCom.status == 415)
            #expect(try await call.send(.put, "/open/v4/users/@m-1", xml, "<a/>").status == 415)
        }
    }

    @Test(arguments: ["{", "[]", "null", "{\"tags\":", "\u{0}", String(repeating: "[", count: 100_000)])
    func `a body that cannot be read is refused and nothing is stored`(body: String) async throws {
        let service = try await TestService()
        try await service.run { [engine = service.engine] call async throws in
            #expect(try await call.send(.post, Self.path, Self.bot, body).status == 400)
            #expect(try await call.send(.post, "/api/public/users/update_or_create/", [:], body).status == 400)
            #expect(try await call.send(.put, "/open/v4/users/@m-1", [:], body).status == 400)
            #expect(try await engine.accountCounts().isEmpty)
        }
    }

    @Test func `a bot id of 10 kB and a header that comes twice are refused`() async throws {
        let service = try await TestService()
        try await service.run { call in
            let long = ["x-bot-id": String(repeating: "b", count: 10_000)]
            #expect(try await call.send(.post, Self.path, long, json: Self.ada).status == 400)
            var twice = HTTPFields()
            for bot in ["a", "b"] { twice.append(HTTPField(name: HTTPField.Name("x-bot-id")!, value: bot)) }
            let refused = try await call.send(.post, Self.path, fields: twice, Self.ada.text)
            #expect(refused.status == 400)
            #expect(refused["type"] == "InvalidPayload")
        }
    }

    @Test func `a key's requests of one second are counted, and told in the vendor's headers`() async throws {
        let time = Timestamp(milliseconds: 1_699_335_116_250)
        let service = try await TestService(keys: true) { _ in
        } configure: {
            $0.requestsPerSecond = 2
            $0.clock = { time }
        }
        let (bot, desk) = (try await service.key(.botpress, "support"), try await service.key(.channel, "desk"))
        let app = try await service.key(.userCom, "shop")
        try await service.run { call in
            let headers = bot.bearer.merging(Self.bot) { $1 }
            let first = try await call.send(.post, Self.path, headers, json: Self.ada)
            #expect(first.header("ratelimit-limit") == "2")
            #expect(first.header("ratelimit-remaining") == "1")
            #expect(first.header("ratelimit-reset") == "1")
            #expect(try await call.send(.post, Self.path, headers, json: Self.ada).status == 200)
            let refused = try await call.send(.post, Self.path, headers, json: Self.ada)
            #expect(refused.status == 429)
            #expect(refused["type"] == "RateLimited")
            #expect(refused.header("retry-after") == "1")
            // Another key has its own.
            let channel = try await call.send(.get, "/open/v4/users/@m-1", desk.pair)
            #expect(channel.status == 404)
            #expect(channel.header("x-ratelimit-remaining") == "1")
            #expect(channel.header("x-ratelimit-reset") == "1699335117")
            for _ in 0..<2 { #expect(try await call.send(.get, "/api/public/users/", app.token).status == 200) }
            let throttled = try await call.send(.get, "/api/public/users/", app.token)
            #expect(throttled["detail"] == "Request was throttled. Expected available in 1 second.")
            #expect(throttled.header("retry-after") == "1")
        }
    }

    @Test func `the next second begins anew`() {
        let clock = SteppingClock()
        let limiter = RateLimiter(limit: 1, clock: clock.now)
        #expect(!limiter.count("key").isExceeded)
        #expect(!limiter.count("key").isExceeded)
        let still = RateLimiter(limit: 1) { SteppingClock.start }
        #expect(!still.count("key").isExceeded)
        #expect(still.count("key").isExceeded)
        #expect(!still.count("other").isExceeded)
    }

    @Test func `a full queue of writes answers 503 with Retry-After, and what it holds is done`() async throws {
        let service = try await TestService {
            $0.maximumQueuedWrites = 1
            $0.busyTimeout = .seconds(60)
        }
        try await service.run { [path = service.store.path] call async throws in
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let statuses = try await withThrowingTaskGroup(of: TestCaller.Answer.self) { group in
                for number in 1...8 {
                    group.addTask { try await call.send(.put, "/open/v4/users/@m-\(number)", json: [:]) }
                }
                var statuses: [Int] = []
                for try await answer in group {
                    statuses.append(answer.status)
                    if answer.status == 503 { #expect(answer.header("retry-after") == "1") }
                    // One is in the transaction that waits for the lock, and one behind it.
                    if statuses.count == 6 {
                        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
                    }
                }
                return statuses
            }
            #expect(statuses.prefix(6) == [503, 503, 503, 503, 503, 503])
            #expect(statuses.suffix(2).contains(200))
        }
    }

    @Test func `a store that cannot be written answers 503 with Retry-After`() async throws {
        let service = try await TestService {
            $0.busyTimeout = .milliseconds(20)
        }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: service.store.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        try await service.run { call in
            for busy in [
                try await call.send(.post, Self.path, Self.bot, json: Self.ada),
                try await call.send(.put, "/open/v4/users/@m-1", json: [:]),
                try await call.send(.post, "/api/public/users/update_or_create/", json: ["user_id": "c-1"]),
            ] {
                #expect(busy.status == 503)
                #expect(busy.header("retry-after") == "1")
            }
            #expect(try await call.send(.get, "/readyz").status == 503)
            #expect(try await call.send(.get, "/healthz").status == 200)
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await service.run { call async throws in #expect(try await call.send(.get, "/readyz").status == 200) }
    }
}
