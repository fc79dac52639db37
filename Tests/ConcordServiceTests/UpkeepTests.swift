import Concord
import ConcordTesting
import HummingbirdTesting
import Logging
import Testing

@testable import ConcordService

/// The service catches up by itself with what was left for later.
@Suite struct UpkeepTests {
    /// A policy whose cap leaves a third account of a person for later.
    private static var policy: ResolutionPolicy {
        var policy = IdentityEngine.defaultPolicy
        policy.maximumComponent = 2
        return policy
    }

    private static func upkeep(_ engine: IdentityEngine) -> Upkeep {
        Upkeep(
            engine: engine, interval: .seconds(3_600), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Three accounts of one person, of which the last is one more than the cap.
    private static func write(to engine: IdentityEngine) async throws {
        for number in 1...3 {
            let body = #"{"tags":{"email":"ada@example.com"}}"#
            let answer = await engine.botpress(bot: "bot\(number)").getOrCreateUser(body: Array(body.utf8))
            try #require(answer.status == 200)
        }
    }

    private static func persons(_ engine: IdentityEngine) async throws -> Int {
        try await engine.mercury().users(MercuryListUsers()).items.count
    }

    @Test func `a look resolves what writes have left over the cap`() async throws {
        let engine = try TemporaryStore().open { $0.policy = Self.policy }
        try await Self.write(to: engine)
        #expect(try await engine.pendingCount() ?? 0 > 0)
        try await Self.upkeep(engine).look()
        #expect(try await engine.pendingCount() == 0)
        #expect(try await Self.persons(engine) == 1)
    }

    @Test func `a look goes on with a rebuild that was interrupted`() async throws {
        let engine = try TemporaryStore().open()
        try await Self.write(to: engine)
        try await Self.interruptRebuild(of: engine, by: Self.policy)
        #expect(try await engine.pendingCount() == nil)
        try await Self.upkeep(engine).look()
        #expect(try await engine.pendingCount() == 0)
        #expect(try await engine.policy() == Self.policy)
        #expect(try await engine.checkPersons().isSound)
    }

    /// Cancelled before its first slice, which is after the policy is in force.
    private static func interruptRebuild(of engine: IdentityEngine, by policy: ResolutionPolicy) async throws {
        let rebuilding = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await engine.rebuild(policy: policy)
        }
        await #expect(throws: CancellationError.self) { try await rebuilding.value }
    }

    @Test func `a service that runs resolves without being asked, again and again`() async throws {
        let service = try await TestService {
            $0.policy = Self.policy
        } configure: {
            $0.upkeepInterval = .milliseconds(1)
        }
        try await service.run(.live) { _ in
            for _ in 1...2 {
                try await Self.write(to: service.engine)
                while try await service.engine.pendingCount() != 0 { await Task.yield() }
                #expect(try await Self.persons(service.engine) == 1)
            }
        }
    }
}
