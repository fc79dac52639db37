import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// Files that are cut, damaged or of somebody else: a clear error or a finding, never a crash, and no byte is changed
/// by a refusal.
@Suite struct DamagedFileTests {
    /// A closed database of some hundred pages.
    private static func file() async throws -> TemporaryStore {
        let store = try await UpkeepStore(accounts: 500)
        try store.engine.close()
        return store.temporary
    }

    private static func url(_ temporary: TemporaryStore) -> URL { URL(fileURLWithPath: temporary.path) }

    /// Wherever a file ends: it is refused, or opened and found damaged, and in either case stays as it is.
    @Test func aTruncatedFileIsRefusedOrFoundDamaged() async throws {
        let temporary = try await Self.file()
        let whole = try Data(contentsOf: Self.url(temporary))
        var refused = 0
        for length in [1, 15, 16, 99, 100, 512, 4_095, 4_096, 4_097, 10_000, 40_960, whole.count / 2, whole.count - 1] {
            let cut = whole.prefix(length)
            try cut.write(to: Self.url(temporary))
            do {
                var configuration = StoreConfiguration()
                configuration.isReadOnly = true
                let engine = try IdentityEngine(path: temporary.path, configuration: configuration)
                let report = try await engine.check()
                #expect(!report.isSound, "\(length) of \(whole.count) bytes")
                try engine.close()
            } catch let error as ConcordError {
                refused += 1
                #expect(error.code == .unusableDatabase, "\(length) of \(whole.count) bytes: \(error)")
            }
            #expect(try Data(contentsOf: Self.url(temporary)) == cut, "\(length) of \(whole.count) bytes")
        }
        #expect(refused > 0)
    }

    @Test(arguments: VendorDoor.allCases)
    func aTruncatedFileNeverGetsAnAnswerThatLooksRight(vendor: VendorDoor) async throws {
        let temporary = try TemporaryStore()
        let first = try temporary.open()
        let large = String(repeating: "x", count: 190)
        for index in 0..<200 {
            _ = await vendor.upsert(Self.body(vendor, index, large), on: first)
        }
        try first.close()
        let whole = try Data(contentsOf: Self.url(temporary))
        try whole.prefix(whole.count / 2).write(to: Self.url(temporary))
        guard let engine = try? temporary.open(seed: 2) else { return }
        var failures = 0
        for index in 0..<200 {
            let answer = await vendor.upsert(Self.body(vendor, index, large), on: engine)
            if answer.status == 200 { continue }
            failures += 1
            #expect(answer.status == 500)
            #expect(vendor.words(of: answer).contains("restore the database from a backup"), "\(answer)")
        }
        #expect(failures > 0)
    }

    private static func body(_ vendor: VendorDoor, _ index: Int, _ text: String) -> String {
        switch vendor {
        case .botpress: #"{"tags":{"id":"\#(index)"},"name":"\#(text)"}"#
        case .userCom: #"{"user_id":"\#(index)x","city":"\#(text)"}"#
        case .channel: #"{"profile":{"k\#(index)":"\#(text)"}}"#
        }
    }

    /// Any byte of the file may be wrong: opening, checking, reading and writing end with an answer or an error.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func flippedBytesNeverCrash(seed: UInt64) async throws {
        let temporary = try await Self.file()
        var generator = SeededGenerator(seed: seed)
        var bytes = try Data(contentsOf: Self.url(temporary))
        for _ in 0..<generator.pick([1, 10, 200]) {
            // Half of them where the schema and the file's own numbers are.
            let range = generator.once(in: 2) ? 0..<4_096 : 0..<bytes.count
            bytes[Int.random(in: range, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
        }
        try bytes.write(to: Self.url(temporary))
        do {
            let engine = try temporary.open(seed: seed + 2)
            _ = try? await engine.check()
            for index in 0..<20 {
                _ = try? await engine.account(.key("\(index)", in: UpkeepStore.shop))
                for result in await engine.upsert(batch: UpkeepStore.writes(index)) { _ = result.code }
            }
            let copy = temporary.folder.appendingPathComponent("copy.db").path
            _ = await Result.of { try await engine.backup(to: copy) }
            try? engine.close()
        } catch {
            #expect(error is ConcordError, "seed \(seed): \(error)")
        }
    }

    @Test func aBackupOfADamagedDatabaseIsNoReasonToLoseIt() async throws {
        let temporary = try await Self.file()
        let whole = try Data(contentsOf: Self.url(temporary))
        try whole.prefix(whole.count / 2).write(to: Self.url(temporary))
        var configuration = StoreConfiguration()
        configuration.isReadOnly = true
        guard let engine = try? IdentityEngine(path: temporary.path, configuration: configuration) else { return }
        let copy = temporary.folder.appendingPathComponent("copy.db").path
        let result = await Result.of { try await engine.backup(to: copy) }
        #expect(result.code == .unusableDatabase)
        #expect(!FileManager.default.fileExists(atPath: copy))
        #expect(try Data(contentsOf: Self.url(temporary)) == whole.prefix(whole.count / 2))
    }
}
