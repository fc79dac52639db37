import Concord
import ConcordTesting
import Foundation
import Testing

#if canImport(CDispatch)
// Where `stat` is declared for the compiler once the service's packages are in the build.
import CDispatch
#endif

/// `concord apply`: its files and what goes wrong with them.
@Suite struct ApplyFilesTests {
    private let store: TemporaryStore
    private let line = Lines.botpress("ada@example.com", name: "Ada")

    init() throws { store = try TemporaryStore() }

    private func apply(_ arguments: String..., database: String = "people.db", input: String = "") throws -> Finished {
        try Command.run(
            ["apply", "--database", database, "--vendor", "botpress"] + arguments,
            in: store,
            input: .text(input)
        )
    }

    private func mode(_ name: String) throws -> Int? {
        let path = store.folder.appendingPathComponent(name).path
        return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func theInputIsAFileOrStandardInputForADash() throws {
        _ = try store.file("in.jsonl", line)
        #expect(try apply("in.jsonl").lines.count == 1)
        #expect(try apply("-", input: line).lines.count == 1)
    }

    @Test func theOutputTakesItsNameWholeAndIsItsOwnersAlone() throws {
        let result = try apply("--output", "answers.jsonl", input: line + "\nnot JSON")
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        let answers = String(decoding: try store.bytes("answers.jsonl"), as: UTF8.self).split(separator: "\n")
        #expect(answers.count == 2)
        #expect(try store.names == ["answers.jsonl", "people.db"])
        #expect(try mode("answers.jsonl") == 0o600)
        #expect(try mode("people.db") == 0o600)
    }

    @Test func aFailureLeavesTheOutputThatWasThere() throws {
        _ = try store.file("answers.jsonl", "before")
        let result = try apply("--output", "answers.jsonl", database: "nowhere/people.db", input: line)
        #expect(result.status == 65)
        #expect(try store.bytes("answers.jsonl") == Data("before".utf8))
        #expect(try store.names == ["answers.jsonl"])
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalLeavesNoHalfOfAnOutput(signal: Int32) throws {
        _ = try store.file("answers.jsonl", "before")
        let pipe = try InputPipe()
        let command = try Command.start(
            ["apply", "--database", "people.db", "--vendor", "botpress", "--output", "answers.jsonl"],
            in: store,
            input: .pipe(pipe)
        )
        pipe.write(line + "\n")
        #expect(wait { try store.names.contains { try $0.hasSuffix(".tmp") && !store.bytes($0).isEmpty } })
        command.send(signal: signal)
        let result = try command.finish()
        #expect(result.signal == signal)
        #expect(try store.bytes("answers.jsonl") == Data("before".utf8))
        #expect(try !store.names.contains { $0.hasSuffix(".tmp") })
    }

    @Test func anOutputThatIsNoPlainFileIsWrittenToAndNotReplaced() throws {
        #expect(try apply("--output", "/dev/null", input: line).status == 0)
        var status = stat()
        #expect(stat("/dev/null", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFCHR)
    }

    @Test func anOutputThroughALinkReplacesWhatTheLinkPointsTo() throws {
        let target = try store.file("target.jsonl", "before")
        let link = store.folder.appendingPathComponent("link.jsonl")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
        #expect(try apply("--output", "link.jsonl", input: line).status == 0)
        #expect(try store.bytes("target.jsonl") != Data("before".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target)
    }

    @Test func aSlipInAFilesNameLeavesNoDatabaseBehind() throws {
        let input = try apply("nowhere.jsonl")
        #expect(input.status == 66)
        #expect(
            input.errors == """
                concord: The input nowhere.jsonl cannot be opened (No such file or directory). Check that it is there \
                and that this user may read it.\n
                """
        )
        let output = try apply("--output", "nowhere/answers.jsonl", input: line)
        #expect(output.status == 73)
        #expect(
            output.errors == """
                concord: The file of --output nowhere/answers.jsonl cannot be made (No such file or directory). Check \
                that its folder exists and that this user may write there.\n
                """
        )
        #expect(try store.names == [])
    }

    @Test func aFileThatIsNoDatabaseIsRefusedAndNotTouched() throws {
        let text = "This is a letter and not a database, whatever it is called."
        _ = try store.file("people.db", text)
        let result = try apply(input: line)
        #expect(result.status == 65)
        #expect(
            result.errors == """
                concord: The file is not a database, or is damaged. Check the path, or restore the database from a \
                backup.\n
                """
        )
        #expect(try store.bytes("people.db") == Data(text.utf8))
    }

    @Test func anotherProgramsDatabaseIsRefusedAndNotTouched() throws {
        try PlainDatabase.make("CREATE TABLE recipe (name TEXT)", at: store.path)
        let before = try store.bytes("people.db")
        let result = try apply(input: line)
        #expect(result.status == 65)
        #expect(
            result.errors == "concord: The file is another program's database. Check the path; nothing was changed.\n"
        )
        #expect(try store.bytes("people.db") == before)
        #expect(try store.names == ["people.db"])
    }

    #if os(Linux)
    @Test func aStoreThatFailsEndsTheRunWithItsReason() throws {
        _ = try store.file("in.jsonl", Lines.botpress(20_000))
        // The largest file that the process may write is 1 MiB, as if the disk were full then.
        let script = """
            trap '' XFSZ; ulimit -f 1024
            exec "$CONCORD" apply --database people.db --vendor botpress --output /dev/null in.jsonl
            """
        let result = try Command.run(program: "/bin/bash", ["-c", script], in: store)
        #expect(result.status == 74)
        #expect(result.errors.contains(" refused\nconcord: "))
        #expect(result.errors.hasSuffix("nothing of this write is stored.\n"))
    }
    #endif
}
