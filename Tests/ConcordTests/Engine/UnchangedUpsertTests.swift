import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// The read-only path: what it answers, and what it must leave to the writer.
@Suite struct UnchangedUpsertTests {
    private static let space = Space(vendor: "chat", scope: "bot")

    private static func write(_ tags: Tags, name: String = "Ann") -> AccountWrite {
        AccountWrite(
            space: space,
            match: .tags(tags, discriminateBy: nil),
            changes: [.set(.profile, "name", .string(name))]
        )
    }

    /// The writer is held all the while, so an answer can only come from a reader.
    @Test func aWriteThatChangesNothingNeverTouchesTheWriter() async throws {
        let engine = try TemporaryStore().open()
        let first = try await engine.upsert(Self.write(["id": "1"]))
        let keyed = AccountWrite(space: Space(vendor: "shop"), match: .key("1"))
        _ = try await engine.upsert(keyed)
        let gate = DispatchSemaphore(value: 0)
        engine.store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        defer { gate.signal() }
        let second = try await engine.upsert(Self.write(["id": "1"]))
        #expect(!second.created && !second.changed)
        #expect(second.account == first.account)
        #expect(try await !engine.upsert(keyed).changed)
        #expect(try await !engine.upsert(AccountWrite(space: Self.space, match: .id(first.account.id))).changed)
    }

    @Test func aWriteThatChangesNothingLeavesTheFileAlone() async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open()
        _ = try await engine.upsert(Self.write(["id": "1"]))
        func size() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: temporary.path + "-wal")[.size] as? Int
        }
        let before = try size()
        _ = try await engine.upsert(Self.write(["id": "1"]))
        // Through the writer too: a list that is new to the space cannot be answered by a reader.
        let batch = await engine.upsert(batch: [Self.write(["id": "1"])])
        #expect(try batch.map { try $0.get().changed } == [false])
        #expect(try size() == before)
    }

    @Test func anotherEnginesChangeOfTheCatalogueIsSeen() async throws {
        let temporary = try TemporaryStore()
        let (first, second) = (try temporary.open(seed: 1), try temporary.open(seed: 2))
        _ = try await first.upsert(Self.write(["id": "1", "mail": "a"]))
        _ = try await second.upsert(Self.write(["id": "1", "mail": "a"]))
        // The first engine registers a list that the second has never heard of; the second then writes.
        try await first.register(discriminator: ["mail"], in: Self.space)
        _ = try await second.upsert(Self.write(["id": "2", "mail": "b"]))
        let found = try await first.match(tags: ["mail": "b"], discriminateByTags: ["mail"], in: Self.space)
        #expect(try found?.account().tags == ["id": "2", "mail": "b"])
        #expect(try await second.account(.number(2))?.tags == ["id": "2", "mail": "b"])
    }

    @Test(arguments: [1, 2])
    func ofEqualConcurrentCallsExactlyOneCreates(engineCount: Int) async throws {
        let temporary = try TemporaryStore()
        let engines = try (0..<engineCount).map { try temporary.open(seed: UInt64($0)) }
        for round in 0..<20 {
            let outcomes = try await withThrowingTaskGroup(of: AccountOutcome.self) { group in
                for caller in 0..<16 {
                    let engine = engines[caller % engineCount]
                    group.addTask { try await engine.upsert(Self.write(["id": "\(round)"])) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0.created } == 1, "round \(round)")
            #expect(Set(outcomes.map(\.account.id)).count == 1, "round \(round)")
        }
    }

    /// Many writers and readers of few accounts: each call sees what every call that ended before it has written.
    @Test func anAnswerIsNeverOlderThanItsCall() async throws {
        let engine = try TemporaryStore().open()
        await withTaskGroup(of: Void.self) { group in
            for account in 0..<4 {
                group.addTask {
                    for step in 0..<100 {
                        let write = Self.write(["id": "\(account)"], name: "\(step)")
                        let first = try? await engine.upsert(write)
                        let again = try? await engine.upsert(write)
                        #expect(first?.account.fields[.profile, "name"] == .string("\(step)"))
                        #expect(again?.changed == false, "account \(account), step \(step)")
                        #expect(again?.account.version == Int64(step + 1), "account \(account), step \(step)")
                    }
                }
            }
        }
    }
}
