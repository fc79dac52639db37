import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// Group commit where it goes wrong: a member fails, the disk is full, the commit fails, another process writes.
@Suite struct WriteQueueTests {
    private static let space = Space(vendor: "shop")

    private static func write(_ key: Int, note: String = "") -> AccountWrite {
        let changes: [FieldChange] = note.isEmpty ? [] : [.set(.profile, "note", .string(note))]
        return AccountWrite(space: space, match: .key("\(key)"), changes: changes)
    }

    private struct Mishap: Error {}

    private static func keys(in engine: IdentityEngine) async throws -> [String] {
        try await engine.accounts(in: space, limit: 1_000).compactMap(\.key)
    }

    @Test func whatQueuesTogetherIsCommittedTogether() async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open()
        let outcomes = await WriteGroup.run(of: 20, on: engine) { index in
            await Result.of { try await engine.upsert(Self.write(index % 10)) }
        }
        #expect(try outcomes.map { try $0.get().created } == (0..<20).map { $0 < 10 })
        #expect(try outcomes.map { try $0.get().account.number } == (0..<20).map { Int64($0 % 10 + 1) })
    }

    /// Callers that have an answer come back one by one, and none of them should wait for another's flush.
    @Test func whoComesWhileAGroupRunsJoinsIt() async throws {
        let engine = try TemporaryStore().open()
        let queue = engine.store.queue
        let second = try await queue.write { transaction in
            _ = try transaction.upsert(Self.write(0))
            let second = Task { try await queue.write { $0.hasWritten } }
            while queue.waitingSteps == 0 { sched_yield() }
            return second
        }
        #expect(try await second.value, "The second is in a transaction of its own")
    }

    @Test func aMemberThatFailsHarmsNoOther() async throws {
        let engine = try TemporaryStore().open()
        let results = await WriteGroup.run(of: 5, on: engine) { index in
            await Result.of {
                try await engine.store.queue.write { transaction in
                    let result = try transaction.upsert(Self.write(index))
                    // The first member makes the space and fails: the next one has to make it again.
                    if index.isMultiple(of: 2) { throw Mishap() }
                    return result
                }
            }
        }
        #expect(results.map { (try? $0.get()) != nil } == [false, true, false, true, false])
        #expect(try await Self.keys(in: engine) == ["1", "3"])
        #expect(try await engine.account(.key("3", in: Self.space)) != nil)
    }

    /// SQLite may end the whole transaction when a member fails; then the others are done all the same.
    @Test func aTransactionThatIsLostIsDoneAgainMemberByMember() async throws {
        let engine = try TemporaryStore().open()
        let results = await WriteGroup.run(of: 4, on: engine) { index in
            await Result.of {
                try await engine.store.queue.write { transaction in
                    let result = try transaction.upsert(Self.write(index))
                    if index == 2 {
                        try transaction.database.execute(sql: "ROLLBACK")
                        throw Mishap()
                    }
                    return result
                }
            }
        }
        #expect(results.map { (try? $0.get()) != nil } == [true, true, false, true])
        #expect(try await Self.keys(in: engine) == ["0", "1", "3"])
    }

    @Test func aFullDiskFailsTheWriteThatDoesNotFitAndNoOther() async throws {
        let engine = try TemporaryStore().open()
        _ = try await engine.upsert(Self.write(0))
        try await engine.store.pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 20)")
        }
        let results = await WriteGroup.run(of: 4, on: engine) { index in
            let note = index == 1 ? String(repeating: "x", count: 500_000) : "small"
            return await Result.of { try await engine.upsert(Self.write(index + 1, note: note)) }
        }
        #expect(results.map(\.code) == [nil, .diskFull, nil, nil])
        #expect(try await Self.keys(in: engine) == ["0", "1", "3", "4"])
        #expect(try await Self.integrity(of: engine) == "ok")
        _ = try await engine.upsert(Self.write(9))
    }

    @Test func aCommitThatFailsFailsAllOfItsMembers() async throws {
        let engine = try TemporaryStore().open()
        _ = try await engine.upsert(Self.write(0))
        let results = await WriteGroup.run(of: 3, on: engine) { index in
            await Result.of {
                try await engine.store.queue.write { transaction in
                    _ = try transaction.upsert(Self.write(index + 1))
                    guard index == 1 else { return }
                    // A reference to a space that is not there, looked at only by the commit.
                    try transaction.database.execute(
                        sql: """
                            PRAGMA defer_foreign_keys = ON;
                            UPDATE account SET space = 99 WHERE number = 1;
                            """
                    )
                }
            }
        }
        #expect(results.map(\.code) == [.storage, .storage, .storage])
        #expect(try await Self.keys(in: engine) == ["0"])
        _ = try await engine.upsert(Self.write(5))
        #expect(try await Self.keys(in: engine) == ["0", "5"])
    }

    @Test func anotherWritersLockIsWaitedForAndThenReported() async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open { $0.busyTimeout = .zero }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: temporary.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let refused = await Result.of { try await engine.upsert(Self.write(1)) }
        #expect(refused.code == .busy)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        _ = try await engine.upsert(Self.write(1))
        #expect(try await Self.keys(in: engine) == ["1"])
    }

    @Test func aFullQueueRefusesWhatItCannotHold() async throws {
        let engine = try TemporaryStore().open { $0.maximumQueuedWrites = 3 }
        let results = await WriteGroup.run(of: 3, on: engine) { index in
            await Result.of { try await engine.upsert(Self.write(index)) }
        } whileHeld: {
            let refused = await Result.of { try await engine.upsert(Self.write(3)) }
            #expect(refused.code == .busy)
        }
        #expect(results.map(\.code) == [nil, nil, nil])
        _ = try await engine.upsert(Self.write(3))
        #expect(try await Self.keys(in: engine) == ["0", "1", "2", "3"])
    }

    @Test func aBatchIsDoneInItsOrderAndItemByItem() async throws {
        let engine = try TemporaryStore().open { $0.maximumQueuedWrites = 10 }
        var writes = (0..<2_500).map { Self.write($0 % 2_000, note: "\($0)") }
        writes[7] = AccountWrite(space: Self.space, match: .key(""))
        writes[8] = AccountWrite(space: Self.space, match: .key("nobody"), createsWhenMissing: false)
        let results = await engine.upsert(batch: writes)
        #expect(results.count == writes.count)
        #expect(results[7].code == .invalidWrite)
        #expect(results[8].code == .notFound)
        for index in writes.indices where ![7, 8].contains(index) {
            let outcome = try results[index].get()
            let isFirst = index < 2_000 || [2_007, 2_008].contains(index)
            #expect(outcome.created == isFirst, "item \(index)")
            #expect(outcome.account.fields[.profile, "note"] == .string("\(index)"), "item \(index)")
        }
    }

    private static func integrity(of engine: IdentityEngine) async throws -> String? {
        try await engine.store.pool.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    }
}
