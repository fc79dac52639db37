import ConcordTesting
import GRDB
import Testing

@testable import Concord

/// What SQLite's processes share of the newest commit.
@Suite struct WALIndexTests {
    private static let space = Space(vendor: "chat", scope: "bot")

    private static func mark(in engine: IdentityEngine) throws -> CommitMark? {
        try engine.store.readOnce { try $0.connection.commitMark() }
    }

    private static func write(_ number: Int, name: String = "Ann") -> AccountWrite {
        AccountWrite(space: space, match: .key("\(number)"), changes: [.set(.profile, "name", .string(name))])
    }

    @Test func everyCommitOfAnyEngineGivesAnotherMark() async throws {
        let temporary = try TemporaryStore()
        let engines = [try temporary.open(seed: 1), try temporary.open(seed: 2)]
        var marks = [try #require(try Self.mark(in: engines[0]))]
        for step in 0..<60 {
            _ = try await engines[step % 2].upsert(Self.write(step % 7, name: "\(step)"))
            // A log that is copied into the database begins anew with the next commit.
            if step % 10 == 5 {
                _ = try await engines[1].store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            }
            marks.append(try #require(try Self.mark(in: engines[0])))
            #expect(try Self.mark(in: engines[1]) == marks.last)
        }
        #expect(Set(marks).count == marks.count)
    }

    @Test func readingGivesNoOtherMark() async throws {
        let engine = try TemporaryStore().open()
        _ = try await engine.upsert(Self.write(1))
        let before = try #require(try Self.mark(in: engine))
        #expect(try await !engine.upsert(Self.write(1)).changed)
        _ = try await engine.account(.number(1))
        #expect(try Self.mark(in: engine) == before)
    }

    @Test func aClosedEngineMatchesNothingInMemory() async throws {
        let engine = try TemporaryStore().open { $0.residentMatching = true }
        let write = AccountWrite(space: Self.space, match: .tags(["id": "1"], discriminateBy: nil))
        _ = try await engine.upsert(write)
        #expect(try await engine.match(tags: ["id": "1"], in: Self.space) != nil)
        try engine.close()
        await #expect(throws: ConcordError.self) { try await engine.match(tags: ["id": "1"], in: Self.space) }
        await #expect(throws: ConcordError.self) { try await engine.match(tags: ["id": "2"], in: Self.space) }
    }
}
