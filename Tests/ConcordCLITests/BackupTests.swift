import ConcordTesting
import Foundation
import Testing

/// `concord backup`.
@Suite struct BackupCommandTests {
    private let store: TemporaryStore

    init() throws {
        store = try TemporaryStore()
        try apply(Lines.botpress(50))
    }

    private func apply(_ lines: String) throws {
        let result = try Command.run(
            ["apply", "--database", "people.db", "--vendor", "botpress"],
            in: store,
            input: .text(lines)
        )
        try #require(result.status == 0, "\(result.errors)")
    }

    private func backup(_ destination: String = "copy.db") throws -> Finished {
        try Command.run(["backup", destination, "--database", "people.db"], in: store)
    }

    @Test func theCopyIsSoundAndHoldsEveryAccount() throws {
        let result = try backup()
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors == "concord: The copy is copy.db\n")
        #expect(try store.names == ["copy.db", "people.db"])
        let check = try Command.run(["check", "--database", "copy.db"], in: store)
        #expect(check.status == 0)
        #expect(check.lines.last == "sound: accounts 50, spaces 1")
    }

    @Test func whatIsThereStaysAndIsNamed() throws {
        _ = try store.file("copy.db", "mine")
        let result = try backup()
        #expect(result.status == 73)
        #expect(
            result.errors == """
                concord: There is a file at the copy's path already. Name a file that is not there; nothing was \
                changed.\n
                """
        )
        #expect(try store.bytes("copy.db") == Data("mine".utf8))
        #expect(try backup("nowhere/copy.db").status == 73)
        #expect(try store.names == ["copy.db", "people.db"])
    }

    @Test(.enabled(if: OrdinaryUser.isThere))
    func aFolderThatMayNotBeWrittenIsRefused() throws {
        let folder = store.folder.appendingPathComponent("archive")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try #require(chmod(folder.path, 0o555) == 0)
        let result = try OrdinaryUser.run(["backup", "archive/copy.db", "--database", "people.db"], in: store)
        #expect(result.status == 73)
        #expect(result.errors.hasPrefix("concord: The copy cannot be written (Permission denied). "))
    }

    /// Another process writes while the copies are made.
    @Test func everyLineThatWasAnsweredBeforeIsInTheCopy() throws {
        let pipe = try InputPipe()
        let writer = try Command.start(
            ["apply", "--database", "people.db", "--vendor", "botpress"],
            in: store,
            input: .pipe(pipe)
        )
        for round in 1...3 {
            pipe.write(Lines.botpress(30, prefix: "round\(round)x"))
            try #require(wait { try writer.outputSoFar.split(separator: "\n").count >= round * 530 - 500 })
            pipe.write(Lines.botpress(500, prefix: "during\(round)x"))
            let name = "copy\(round).db"
            #expect(try backup(name).status == 0)
            let check = try Command.run(["check", "--database", name], in: store)
            #expect(check.status == 0, "\(check.errors)")
            for index in [0, 29] {
                let tags = #"{"email":"round\#(round)x\#(index)@example.com"}"#
                let match = try Command.run(["match", "--database", name, "--tags", tags], in: store)
                #expect(match.output != "null\n" && match.status == 0)
            }
        }
        try pipe.close()
        #expect(try writer.finish().status == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedCopyLeavesNothing(signal: Int32) throws {
        // Large enough that the signal mostly comes before the end.
        try PlainDatabase.make("CREATE TABLE ballast AS SELECT zeroblob(200000000)", at: store.path)
        // On a busy machine the copy may come to its end between two looks; each begins anew.
        for _ in 1...50 {
            let command = try Command.start(["backup", "copy.db", "--database", "people.db"], in: store)
            while !command.hasEnded, try !store.names.contains(where: { $0.hasSuffix(".partial") }) {
                sched_yield()
            }
            command.send(signal: signal)
            let result = try command.finish()
            if result.status != 0 {
                #expect(result.signal == signal, "\(result)")
                #expect(try store.names == ["people.db"])
                return
            }
            try FileManager.default.removeItem(at: store.folder.appendingPathComponent("copy.db"))
        }
        Issue.record("no signal ended a copy")
    }
}
