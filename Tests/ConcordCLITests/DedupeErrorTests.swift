import Concord
import ConcordTesting
import Foundation
import Testing

/// What `concord dedupe` answers to bad input: a message with the place, 2 for usage and 1 for data, and no file left.
@Suite struct DedupeErrorTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private static let rows = """
        id,first name,last name,email,junk
        1,Ann,Lee,ann@lee.example,x
        2,Ann,Lee,ann@lee.example,x
        3,Bo,Ray,bo@ray.example,x

        """

    private func dedupe(_ bytes: [UInt8], _ options: [String] = []) throws -> Finished {
        try Data(bytes).write(to: store.folder.appendingPathComponent("people.csv"))
        return try Command.run(["dedupe", "people.csv", "--output", "clusters.csv"] + options, in: store)
    }

    @Test(
        arguments: [
            (["--nonsense"], "Unknown option '--nonsense'"),
            (["--threads", "many"], "The value 'many' is invalid for '--threads <n>'"),
            (["--threads", "0"], "--threads must be 1 to 256"),
            (["--match", "high"], "The value 'high' is invalid for '--match <probability>'"),
            (["--match", "1.5"], "The thresholds must be 0 < possible <= match < 1"),
            (["--match"], "Missing value for '--match <probability>'"),
            (["--id", "nobody"], "There is no column 'nobody'. The columns are: id, first name, "),
            (["--truth", "nobody"], "There is no column 'nobody'"),
            (["--ignore", "nobody"], "There is no column 'nobody'"),
            (["--clean-source", "nobody"], "There is no source 'nobody'"),
            (["--fields", "nowhere.yaml"], "nowhere.yaml cannot be read"),
            (["--nicknames", "nowhere.txt"], "nowhere.txt cannot be read"),
        ]
    )
    func aWrongCommandLineExitsWithTwo(options: [String], message: String) throws {
        let result = try dedupe(Array(Self.rows.utf8), options)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(try store.names == ["people.csv"])
    }

    @Test func aMissingArgumentExitsWithTwo() throws {
        let result = try Command.run(["dedupe"], in: store)
        #expect(result.status == 2)
        #expect(
            result.errors.contains("Missing expected argument '<input> ...'. Name files, or a --database."),
            "\(result.errors)")
    }

    @Test(
        arguments: [
            ([], "people.csv is empty"),
            (Array("id,name,email\n".utf8), "There are no rows below the header"),
            (Array("id,name\n1,Ann\n1,Bo\n".utf8), "Rows 1 and 2 have one value in 'id'"),
            (Array("id,name\n1,Ann\n,Bo\n".utf8), "Row 2 has no value in 'id'"),
            (Array("id,name,name\n1,Ann,Bo\n".utf8), "people.csv, line 1: the column name 'name' occurs twice"),
            (Array("id,name\n1,\"Ann\n".utf8), "people.csv, line 2: a quoted field is never closed"),
            (
                Array("id,name\n1,Ann\n2,".utf8) + [0xFF, 0x0A],
                "people.csv, line 3, column 'name': the text is not UTF-8"
            ),
            ([0x1F, 0x8B, 0x08, 0x00], "people.csv is compressed with gzip, which is not supported"),
            (Array("id,city\n1,Rome\n2,Rome\n".utf8), "No column can tell people apart"),
            (Array("id,name,email\n1,,\n2,,\n".utf8), "No column can tell people apart"),
        ] as [([UInt8], String)]
    )
    func badDataExitsWithOne(bytes: [UInt8], message: String) throws {
        let result = try dedupe(bytes, ["--id", "id"])
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("concord dedupe: \(message)"), "\(result.errors)")
        #expect(try store.names == ["people.csv"])
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        let result = try Command.run(["dedupe", "nowhere.csv"], in: store)
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("concord dedupe: There is no file nowhere.csv. "))
    }

    @Test(arguments: ["--output", "--pairs", "--report", "--model"])
    func aPlaceThatCannotBeWrittenIsNamed(option: String) throws {
        let result = try dedupe(Array(Self.rows.utf8), [option, "nowhere/file"])
        #expect(result.status == 1)
        #expect(result.errors.contains("nowhere/file cannot be written"), "\(result.errors)")
        #expect(try store.names == ["people.csv"])
    }

    @Test func raggedLinesAreReadAndListedWithTheirNumbers() throws {
        let result = try dedupe(Array((Self.rows + "4,Cy\n5,Di,Fox,di@fox.example,x,more\n").utf8), ["--id", "id"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.errors == """
                people.csv, line 5: 2 fields where the header has 5
                people.csv, line 6: 6 fields where the header has 5

                """
        )
        #expect(try result.output.json["rows"] == 5)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedRunLeavesNothing(signal: Int32) throws {
        // A pipe that nobody writes to keeps the run at its beginning, its places claimed.
        try #require(mkfifo(store.folder.appendingPathComponent("people.fifo").path, 0o600) == 0)
        let command = try Command.start(["dedupe", "people.fifo", "--output", "clusters.csv"], in: store)
        #expect(wait { try store.names.contains { $0.hasSuffix(".partial") } })
        command.send(signal: signal)
        #expect(try command.finish().status == 128 + signal)
        #expect(try store.names == ["people.fifo"])
    }
}
