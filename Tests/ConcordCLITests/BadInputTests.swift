import Concord
import ConcordTesting
import Foundation
import Testing

/// What the commands do with files that they cannot use: one sentence, one remedy, an exit code of sysexits.h, and no
/// byte is changed.
@Suite struct BadInputTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private static let commands: [[String]] = [
        ["apply", "--vendor", "botpress", "requests.jsonl"], ["match", "--tags", "{}"], ["migrate"], ["check"],
        ["backup", "copy.db"],
    ]

    private func makeDatabase() throws {
        _ = try store.file("requests.jsonl", Lines.botpress(300))
        let result = try run(Self.commands[0])
        try #require(result.status == 0, "\(result.errors)")
    }

    private func run(_ command: [String]) throws -> Finished {
        try Command.run(command + ["--database", "people.db"], in: store)
    }

    @Test(arguments: commands)
    func aNewerVersionsDatabaseIsRefusedByEveryCommand(command: [String]) throws {
        try makeDatabase()
        try PlainDatabase.make("INSERT INTO grdb_migrations VALUES ('m9999_from_the_future')", at: store.path)
        let before = try store.bytes("people.db")
        let result = try run(command)
        #expect(result.status == 65)
        #expect(
            result.errors.hasPrefix("concord: A newer version of Concord wrote this database. Install that version"))
        #expect(try store.bytes("people.db") == before)
        #expect(try store.names == ["people.db", "requests.jsonl"])
    }

    @Test(arguments: commands)
    func aFileThatIsNoDatabaseIsRefusedByEveryCommand(command: [String]) throws {
        _ = try store.file("requests.jsonl", Lines.botpress(1))
        let text = String(repeating: "This is a letter. ", count: 500)
        _ = try store.file("people.db", text)
        let result = try run(command)
        #expect(result.status == 65)
        #expect(
            result.errors == """
                concord: The file is not a database, or is damaged. Check the path, or restore the database from a \
                backup.\n
                """
        )
        #expect(try store.bytes("people.db") == Data(text.utf8))
        #expect(try store.names == ["people.db", "requests.jsonl"])
    }

    @Test func aTruncatedDatabaseIsRefusedOrNotSound() throws {
        try makeDatabase()
        let whole = try store.bytes("people.db")
        for length in [4_096, whole.count / 2, whole.count - 4_096] {
            try whole.prefix(length).write(to: URL(fileURLWithPath: store.path))
            let result = try run(["check"])
            #expect([1, 65].contains(result.status), "\(length) bytes: \(result)")
            #expect(try store.bytes("people.db") == whole.prefix(length))
        }
    }

    @Test func aDamagedPageEndsApplyWithItsReasonAndIsFoundByCheck() throws {
        try makeDatabase()
        let leaves = "SELECT pageno FROM dbstat WHERE name = 'account' AND pagetype = 'leaf' ORDER BY path"
        let page = try #require(try PlainDatabase.numbers(leaves, at: store.path).dropFirst(2).first)
        var bytes = try store.bytes("people.db")
        bytes.replaceSubrange((page - 1) * 4_096..<page * 4_096, with: Data(repeating: 0xA5, count: 4_096))
        try bytes.write(to: URL(fileURLWithPath: store.path))
        let applied = try run(Self.commands[0])
        #expect(applied.status == 65)
        #expect(applied.errors.contains("restore the database from a backup"))
        #expect(applied.output.contains(#""type":"Internal""#))
        let check = try run(["check"])
        #expect(check.status == 1)
        #expect(check.lines.last?.hasPrefix("NOT SOUND: ") ?? false)
        #expect(check.errors.contains("concord: structure: invalid: "))
    }

    @Test(.enabled(if: OrdinaryUser.isThere))
    func aFolderThatMayOnlyBeReadGetsNoDatabase() throws {
        _ = try store.file("requests.jsonl", Lines.botpress(1))
        let folder = store.folder.appendingPathComponent("archive")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try #require(chmod(folder.path, 0o555) == 0)
        let command = Self.commands[0] + ["--database", "archive/people.db"]
        let result = try OrdinaryUser.run(command, in: store)
        #expect(result.status == 65)
        #expect(
            result.errors == """
                concord: The database cannot be created (Permission denied). Check that its folder exists and that \
                this user may write there.\n
                """
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(.enabled(if: OrdinaryUser.isThere))
    func aFileThatMayOnlyBeReadIsReadAndNotWritten() throws {
        try makeDatabase()
        try #require(chmod(store.path, 0o444) == 0)
        let before = try store.bytes("people.db")
        _ = try store.file("requests.jsonl", Lines.botpress(1, prefix: "new"))
        let applied = try OrdinaryUser.run(Self.commands[0] + ["--database", "people.db"], in: store)
        #expect(applied.status == 65)
        #expect(applied.errors.contains("cannot be opened for writing"), "\(applied.errors)")
        let checked = try OrdinaryUser.run(["check", "--database", "people.db"], in: store)
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(checked.lines.last == "sound: accounts 300, spaces 1")
        #expect(try store.bytes("people.db") == before)
    }

    @Test func linesThatAreNotUTF8OrNoRequestsAreRefusedOneByOne() throws {
        let lines: [[UInt8]] = [
            Array(#"{"memberId":"1"}"#.utf8), [0x7B, 0xFF, 0x7D], Array(#"{"memberId":"a\u0000b"}"#.utf8),
            Array(#"{"memberId":"2","profile":{"a":"\ud800"}}"#.utf8), Array(#"{"memberId":"3","profile":7}"#.utf8),
            [0],
            Array(repeating: UInt8(ascii: "["), count: 5_000), Array(#"{"memberId":"4"}"#.utf8),
        ]
        let result = try Command.run(
            ["apply", "--vendor", "channel", "--database", "people.db"],
            in: store,
            input: .bytes(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
        )
        #expect(result.status == 1)
        let statuses = try (0..<lines.count).map { try result.answer($0)["status"]?.integer ?? 200 }
        #expect(statuses == [200, 400, 400, 400, 400, 400, 400, 200])
        #expect(
            try result.answer(4)["error", "details"] == [
                [
                    "field": "profile", "message": "profile is an integer. Send an object.", "model": "User",
                    "value": .null,
                ]
            ])
        #expect(try run(["check"]).lines.last == "sound: accounts 2, spaces 1")
    }
}
