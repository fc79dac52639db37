import ConcordTesting
import Foundation
import Testing

/// `concord check`.
@Suite struct CheckCommandTests {
    private let store: TemporaryStore

    init() throws {
        store = try TemporaryStore()
        let lines = Lines.botpress(20)
        let applied = try Command.run(
            ["apply", "--database", "people.db", "--vendor", "botpress"],
            in: store,
            input: .text(lines)
        )
        try #require(applied.status == 0, "\(applied.errors)")
    }

    private func check() throws -> Finished {
        try Command.run(["check", "--database", "people.db"], in: store)
    }

    @Test func printsOneLineForEachCheckAndChangesNothing() throws {
        let before = try store.bytes("people.db")
        let result = try check()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(result.lines.contains("accounts: sound (20 accounts)"))
        #expect(result.lines.contains("match keys: sound (20 fingerprints)"))
        #expect(result.lines.last == "sound: accounts 20, spaces 1")
        #expect(result.lines.dropLast().allSatisfy { $0.contains(": sound (") })
        #expect(try store.bytes("people.db") == before)
        #expect(try store.names == ["people.db"])
    }

    @Test func saysWhatItFindsWithoutPersonalDataAndExitsWithOne() throws {
        try PlainDatabase.make("DELETE FROM match_key WHERE account > 18", at: store.path)
        let result = try check()
        #expect(result.status == 1)
        #expect(result.lines.contains("match keys: 2 findings (20 fingerprints)"))
        #expect(result.lines.last == "NOT SOUND: accounts 20, spaces 1")
        let findings = result.errors.split(separator: "\n")
        #expect(findings.count == 2)
        #expect(
            findings[0].hasPrefix(
                "concord: match keys: missing: The account cannot be found by its tags (discriminator 1) "
                    + "(in match_key, row 19, user_"
            )
        )
        #expect(!result.errors.contains("example.com"))
    }

    @Test func refusesAFileThatIsNotThereAndMakesNone() throws {
        let result = try Command.run(["check", "--database", "nobody.db"], in: store)
        #expect(result.status == 66)
        #expect(try store.names == ["people.db"])
    }

    @Test(.enabled(if: OrdinaryUser.isThere))
    func checksAFileThatMayOnlyBeReadInAFolderThatMayOnlyBeRead() throws {
        let folder = store.folder.appendingPathComponent("archive")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let copied = try Command.run(["backup", "archive/copy.db", "--database", "people.db"], in: store)
        try #require(copied.status == 0, "\(copied.errors)")
        let copy = folder.appendingPathComponent("copy.db").path
        try #require(chmod(copy, 0o444) == 0 && chmod(folder.path, 0o555) == 0)
        defer { chmod(folder.path, 0o755) }
        let result = try OrdinaryUser.run(["check", "--database", "archive/copy.db"], in: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["copy.db"])
    }
}
