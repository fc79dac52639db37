import ConcordTesting
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Concord

/// What the writers of a test have had answers for.
private final class Answered: Sendable {
    private let list = Mutex<[Int]>([])

    var indexes: [Int] { list.withLock { $0 } }

    func add(_ index: Int) {
        list.withLock { $0.append(index) }
    }
}

/// `engine.backup(to:)`: a whole copy or none, while others write.
@Suite struct BackupTests {
    private static func copy(of temporary: TemporaryStore) -> String {
        temporary.folder.appendingPathComponent("copy.db").path
    }

    private static func names(in temporary: TemporaryStore) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path))
    }

    private static let readOnly: StoreConfiguration = {
        var configuration = StoreConfiguration()
        configuration.isReadOnly = true
        return configuration
    }()

    @Test func theCopyIsOneFileOfItsOwnersThatHoldsEverything() async throws {
        let store = try await UpkeepStore(accounts: 500)
        let path = Self.copy(of: store.temporary)
        try await store.engine.backup(to: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try Self.names(in: store.temporary).filter { $0.hasPrefix("copy.db") } == ["copy.db"])
        let copy = try IdentityEngine(path: path, configuration: Self.readOnly)
        let report = try await copy.check()
        #expect(report.isSound && report.accounts == 999)
        let account = try await copy.account(.key("7", in: UpkeepStore.shop))
        #expect(try await store.engine.account(.key("7", in: UpkeepStore.shop)) == account)
        try copy.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        let restored = try IdentityEngine(path: path)
        _ = try await restored.upsert(AccountWrite(space: UpkeepStore.shop, match: .key("new")))
        try restored.close()
    }

    /// Writers never stop while the copy is made, and never wait for it: it has to hold what was answered before.
    @Test func everyWriteThatWasAnsweredBeforeIsInTheCopy() async throws {
        let store = try await UpkeepStore(accounts: 2_000) { $0.durability = .normal }
        let engine = store.engine
        let answered = Answered()
        let writers = Task {
            await withTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        var index = 10_000 + writer
                        while !Task.isCancelled {
                            let write = AccountWrite(space: UpkeepStore.shop, match: .key("\(index)"))
                            guard (try? await engine.upsert(write)) != nil else { return }
                            answered.add(index)
                            index += 4
                        }
                    }
                }
            }
        }
        for round in 0..<3 {
            while answered.indexes.count < (round + 1) * 50 { await Task.yield() }
            let before = answered.indexes
            let path = store.temporary.folder.appendingPathComponent("copy\(round).db").path
            try await engine.backup(to: path)
            let copy = try IdentityEngine(path: path, configuration: Self.readOnly)
            #expect(try await copy.check().isSound)
            for index in before {
                #expect(try await copy.account(.key("\(index)", in: UpkeepStore.shop)) != nil, "\(index)")
            }
        }
        writers.cancel()
        await writers.value
    }

    /// The copy's snapshot stays the same from its first page to its last.
    @Test func whatIsWrittenMeanwhileIsNotInTheCopy() async throws {
        let store = try await UpkeepStore(accounts: 20)
        let note = JSONValue.string(String(repeating: "x", count: 60_000))
        for index in 0..<200 {
            _ = try await store.engine.upsert(
                AccountWrite(
                    space: UpkeepStore.shop, match: .key("large\(index)"), changes: [.set(.profile, "n", note)])
            )
        }
        let pool = store.engine.store.pool
        let steps = Answered()
        let path = Self.copy(of: store.temporary)
        try await store.engine.backup(to: path) { share in
            steps.add(1)
            guard share < 1 else { return }
            try? pool.write {
                try $0.execute(sql: "INSERT INTO space (vendor, scope) VALUES ('late', ?)", arguments: [share])
            }
        }
        #expect(steps.indexes.count > 2)
        let copy = try IdentityEngine(path: path, configuration: Self.readOnly)
        #expect(try await copy.check().spaces == 2)
        #expect(try await store.engine.check().spaces > 2)
    }

    @Test(arguments: ["", "-wal", "-shm", "-journal"])
    func whatIsThereAlreadyIsNeverReplaced(suffix: String) async throws {
        let store = try await UpkeepStore()
        let path = Self.copy(of: store.temporary)
        let there = URL(fileURLWithPath: path + suffix)
        try Data("mine".utf8).write(to: there)
        let refused = await Result.of { try await store.engine.backup(to: path) }
        #expect(refused.code == .unwritableFile)
        #expect(try Data(contentsOf: there) == Data("mine".utf8))
        #expect(try Self.names(in: store.temporary).filter { $0.hasPrefix("copy") } == ["copy.db" + suffix])
    }

    @Test func theDatabaseItselfIsNoDestination() async throws {
        let store = try await UpkeepStore()
        let refused = await Result.of { try await store.engine.backup(to: store.temporary.path) }
        #expect(refused.code == .unwritableFile)
        #expect(try await store.engine.check().isSound)
    }

    /// A file that somebody makes between the beginning and the end of the copy is theirs.
    @Test func aFileThatAppearsMeanwhileStays() async throws {
        let store = try await UpkeepStore()
        let path = Self.copy(of: store.temporary)
        let refused = await Result.of {
            try await store.engine.backup(to: path) { _ in try? Data("mine".utf8).write(to: URL(fileURLWithPath: path))
            }
        }
        #expect(refused.code == .unwritableFile)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
        #expect(try Self.names(in: store.temporary).filter { $0.hasPrefix("copy") } == ["copy.db"])
    }

    @Test func aFolderThatIsNotThereIsNamedAsTheTrouble() async throws {
        let store = try await UpkeepStore()
        let path = store.temporary.folder.appendingPathComponent("nowhere/copy.db").path
        let refused = await Result.of { try await store.engine.backup(to: path) }
        #expect(refused.code == .unwritableFile)
    }

    @Test func aCopyThatIsCancelledLeavesNothing() async throws {
        let store = try await UpkeepStore()
        let path = Self.copy(of: store.temporary)
        let (started, begin) = AsyncStream<Void>.makeStream()
        let goOn = DispatchSemaphore(value: 0)
        let copying = Task {
            try await store.engine.backup(to: path) { _ in
                begin.finish()
                goOn.wait()
            }
        }
        for await _ in started {}
        copying.cancel()
        for _ in 0..<1_000 { goOn.signal() }
        let result = await copying.result
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(try Self.names(in: store.temporary).filter { $0.hasPrefix("copy") }.isEmpty)
    }
}
