import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// `engine.check()`: nothing is found where nothing is wrong, and everything that is.
@Suite struct CheckTests {
    @Test func aStoreThatOnlyTheEngineWroteIsSound() async throws {
        let store = try await UpkeepStore()
        let report = try await store.engine.check()
        #expect(report.isSound, "\(report.found)")
        #expect(report.spaces == 2 && report.accounts == 79)
        #expect(report["accounts"]?.examined == 79)
        #expect(report["match keys"]?.examined == 78)
        #expect(report.checks.map(\.name) == StoreCheck.all.map(\.name))
    }

    @Test func aNewStoreIsSound() async throws {
        let report = try await TemporaryStore().open().check()
        #expect(report.isSound && report.accounts == 0)
    }

    /// One change behind the engine's back, the check that finds it, and as what.
    static let damages: [(sql: String, check: String, code: CheckFinding.Code)] = [
        ("DELETE FROM match_key WHERE account = 5", "match keys", .missing),
        ("INSERT INTO match_key VALUES (1, randomblob(16), 5)", "match keys", .superfluous),
        ("INSERT INTO match_key SELECT 1, fingerprint, 4711 FROM match_key LIMIT 1", "match keys", .superfluous),
        ("DELETE FROM account WHERE number = 5", "match keys", .superfluous),
        ("UPDATE account SET fields = '{\"tags\":{\"id\":\"x\"}}' WHERE number = 5", "match keys", .missing),
        ("UPDATE store SET match_secret = randomblob(16)", "match keys", .missing),
        ("UPDATE account SET fields = '{\"profile\": {\"a\":1}}' WHERE number = 2", "accounts", .unreadable),
        ("UPDATE account SET fields = '{\"b\":{}}' WHERE number = 2", "accounts", .unreadable),
        ("UPDATE account SET fields = '[1]' WHERE number = 2", "accounts", .unreadable),
        ("UPDATE account SET fields = '{' WHERE number = 2", "accounts", .unreadable),
        ("UPDATE account SET fields = '{\"tags\":{\"id\":5}}' WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET field_times = '{\"profile\":{\"nobody\":5}}' WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET field_times = '{}' WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET set_once = '{\"profile\":{\"source\":1}}' WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET key = 'a' || char(0) WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET space = 99 WHERE number = 2", "foreign keys", .missing),
        ("UPDATE account SET version = 0 WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET updated_at = created_at - 1 WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET id = x'00' WHERE number = 2", "accounts", .invalid),
        ("UPDATE account SET key = '' WHERE number = 2", "accounts", .invalid),
        ("UPDATE space SET vendor = '' WHERE id = 2", "catalogue", .invalid),
        ("DROP INDEX account_by_key", "schema", .missing),
        ("CREATE TABLE song (title TEXT)", "schema", .superfluous),
        ("UPDATE sqlite_sequence SET seq = 4", "catalogue", .invalid),
        ("UPDATE discriminator SET names = '[\"mail\",\"id\"]' WHERE names <> '*'", "catalogue", .invalid),
        ("UPDATE space SET scope = 'a' || char(0) WHERE id = 2", "catalogue", .invalid),
    ]

    @Test(arguments: damages)
    func isFound(sql: String, check: String, code: CheckFinding.Code) async throws {
        let store = try await UpkeepStore()
        try await store.damage(sql)
        let report = try await store.engine.check()
        #expect(report.found[check]?.contains(code) ?? false, "\(sql): \(report.found)")
    }

    @Test func aFindingNamesTheAccountAndNoneOfItsValues() async throws {
        let store = try await UpkeepStore()
        let account = try #require(try await store.engine.match(tags: ["id": "7", "mail": "m3"], in: UpkeepStore.chat))
        let (number, id) = try (account.account().number, account.account().id)
        try await store.damage("DELETE FROM match_key WHERE account = \(number)")
        let result = try #require(try await store.engine.check()["match keys"])
        #expect(result.findings == 2)
        #expect(result.examples.allSatisfy { $0.account == id && $0.row == number && $0.table == "match_key" })
        #expect(!result.examples.contains { $0.message.contains("m3") })
    }

    @Test func findingsAreCountedAndTheFirstAreShown() async throws {
        let store = try await UpkeepStore()
        try await store.damage("DELETE FROM match_key")
        let result = try #require(try await store.engine.check()["match keys"])
        #expect(result.findings == 78)
        #expect(result.examples.count == CheckResult.maximumExamples)
    }

    /// What is being built lacks the accounts that no slice has come to, and nothing else.
    @Test func aListThatIsBeingBuiltIsSoundUpToItsCursor() async throws {
        let store = try await UpkeepStore {
            $0.registrationSlice = 10
        }
        var hasty = store.engine.configuration
        hasty.registrationDeadline = .zero
        let other = try IdentityEngine(path: store.temporary.path, configuration: hasty)
        let write = AccountWrite(space: UpkeepStore.chat, match: .tags(["id": "39"], discriminateBy: ["id"]))
        let refused = await Result.of { try await other.upsert(write) }
        #expect(refused.code == .busy)
        _ = try await store.engine.upsert(
            AccountWrite(space: UpkeepStore.chat, match: .tags(["id": "new"], discriminateBy: nil))
        )
        let report = try await store.engine.check()
        #expect(report.isSound, "\(report.found)")
        #expect((report["match keys"]?.examined ?? 0) > 80)
        let names = #"(SELECT id FROM discriminator WHERE names = '["id"]')"#
        try await store.damage(
            "DELETE FROM match_key WHERE discriminator = \(names) AND account = "
                + "(SELECT min(account) FROM match_key WHERE discriminator = \(names))"
        )
        #expect(try await store.engine.check().found == ["match keys": [.missing]])
    }

    @Test func oneSnapshotIsCheckedWhileOthersWrite() async throws {
        let store = try await UpkeepStore(accounts: 300)
        let writers = Task {
            for index in 300..<2_000 {
                if Task.isCancelled { break }
                _ = await store.engine.upsert(batch: UpkeepStore.writes(index))
                _ = try? await store.engine.delete(.number(Int64(index)))
            }
        }
        for _ in 0..<5 {
            let report = try await store.engine.check()
            #expect(report.isSound, "\(report.found)")
        }
        writers.cancel()
        await writers.value
        #expect(try await store.engine.check().isSound)
    }

    @Test func progressNamesEveryCheck() async throws {
        let store = try await UpkeepStore()
        let (stream, continuation) = AsyncStream<CheckProgress>.makeStream()
        _ = try await store.engine.check { continuation.yield($0) }
        continuation.finish()
        let seen = await stream.reduce(into: [String]()) { $0.append($1.check) }
        #expect(seen == StoreCheck.all.map(\.name))
    }

    @Test func aDamagedPageIsAFindingOfEachCheckThatMeetsIt() async throws {
        let store = try await UpkeepStore(accounts: 500)
        let found = try await store.engine.store.pool.read {
            try Int.fetchOne(
                $0,
                sql:
                    "SELECT pageno FROM dbstat WHERE name = 'account' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 3"
            )
        }
        try store.engine.close()
        let page = try #require(found)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: store.temporary.path))
        try file.seek(toOffset: UInt64((page - 1) * 4_096))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        try file.close()
        let engine = try store.temporary.open(seed: 2)
        let report = try await engine.check()
        #expect(report["structure"]?.findings ?? 0 > 0)
        #expect(report.found["accounts"] == [.unreadable])
        #expect(report.found["match keys"] == [.unreadable])
        // What lies on other pages is read and written as ever.
        _ = try await engine.upsert(AccountWrite(space: Space(vendor: "other"), match: .key("1")))
    }
}
