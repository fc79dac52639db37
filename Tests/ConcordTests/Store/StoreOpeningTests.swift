import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

@Suite struct StoreOpeningTests {
    private func code(_ body: () throws -> Void) -> ConcordError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? ConcordError)?.code
        }
    }

    /// GRDB's pool sets NORMAL while it opens: this reads the pragma of the connection that writes.
    @Test func theWriterFlushesEveryCommitByDefault() throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open()
        let pragmas = try engine.store.pool.writeWithoutTransaction { database in
            try ["synchronous", "journal_mode", "foreign_keys", "secure_delete"].map {
                try String.fetchOne(database, sql: "PRAGMA \($0)")
            }
        }
        #expect(pragmas == ["2", "wal", "1", "1"])
    }

    @Test func durabilityCanBeTradedForSpeed() throws {
        let engine = try TemporaryStore().open { $0.durability = .normal }
        let synchronous = try engine.store.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(synchronous == 1)
    }

    @Test func readersOverwriteNothingAndKeepErasedValuesOutOfTheFile() throws {
        let engine = try TemporaryStore().open()
        let secureDelete = try engine.store.readOnce { lookup in
            let statement = try PreparedStatement(lookup.connection, SQLText("PRAGMA secure_delete"))
            defer { statement.reset() }
            return try statement.step() ? statement.integer(0) : -1
        }
        let isWritable = try engine.store.readOnce { lookup in
            (try? PreparedStatement.run(SQLText("DELETE FROM policy"), on: lookup.connection)) != nil
        }
        #expect(secureDelete == 1)
        #expect(!isWritable)
    }

    @Test func onlyTheOwnerMayReadTheFiles() async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open()
        _ = try await engine.upsert(AccountWrite(space: Space(vendor: "shop"), match: .key("1")))
        for suffix in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "people.db\(suffix)")
        }
    }

    @Test func aMissingDatabaseIsRefusedWhereItMayNotBeMade() throws {
        let temporary = try TemporaryStore()
        #expect(code { _ = try temporary.open { $0.createsDatabase = false } } == .missingDatabase)
        #expect(!FileManager.default.fileExists(atPath: temporary.path))
    }

    @Test func whatIsNoDatabaseIsRefusedAndLeftAsItIs() throws {
        let temporary = try TemporaryStore()
        let text = Data("This is a letter and no database, although it is long enough to have a header.".utf8)
        try text.write(to: URL(fileURLWithPath: temporary.path))
        #expect(code { _ = try temporary.open() } == .unusableDatabase)
        #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.path)) == text)
        #expect(code { _ = try IdentityEngine(path: temporary.folder.path) } == .unusableDatabase)
        #expect(code { _ = try IdentityEngine(path: temporary.path + "/below/people.db") } == .unusableDatabase)
    }

    @Test func anotherProgramsDatabaseIsRefusedAndLeftAsItIs() throws {
        let temporary = try TemporaryStore()
        try DatabaseQueue(path: temporary.path).write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
        #expect(code { _ = try temporary.open() } == .unusableDatabase)
        let tables = try DatabaseQueue(path: temporary.path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["song"])
    }

    @Test func aNewerDatabaseIsRefusedWithTheRemedy() throws {
        let temporary = try TemporaryStore()
        try temporary.open().close()
        try DatabaseQueue(path: temporary.path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('m9999_from_the_future')")
        }
        #expect(code { _ = try temporary.open() } == .newerDatabase)
    }

    @Test func aDatabaseKeepsItsSecretAndItsPolicy() throws {
        let temporary = try TemporaryStore()
        var options = SpaceOptions()
        options.matching = .containment
        let policy = ResolutionPolicy(spaces: ["chat": options])
        let first = try temporary.open(seed: 1) { $0.policy = policy }
        let secret = first.store.secret
        try first.close()
        let second = try temporary.open(seed: 2)
        #expect(second.store.secret == secret)
        #expect(second.options(of: Space(vendor: "chat", scope: "any")).matching == .containment)
        #expect(code { _ = try temporary.open { $0.policy = ResolutionPolicy() } } == .policy)
        #expect(code { _ = try temporary.open { $0.policy = policy } } == nil)
    }

    @Test func enginesThatOpenANewFileTogetherAllSucceed() async throws {
        let temporary = try TemporaryStore()
        let path = temporary.path
        let engines = try await withThrowingTaskGroup(of: IdentityEngine.self) { group in
            for _ in 0..<8 { group.addTask { try IdentityEngine(path: path) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(engines.map(\.store.secret)).count == 1)
    }

    @Test func aClosedEngineRefusesAndLeavesOneFile() async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open()
        let write = AccountWrite(space: Space(vendor: "shop"), match: .key("1"))
        _ = try await engine.upsert(write)
        try engine.close()
        let refused = await Result.of { try await engine.upsert(write) }
        #expect(refused.code == .storage)
        let batch = await engine.upsert(batch: [write])
        #expect(batch.map(\.code) == [.storage])
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path) == ["people.db"])
        #expect(try await temporary.open().account(.key("1", in: write.space)) != nil)
    }
}
