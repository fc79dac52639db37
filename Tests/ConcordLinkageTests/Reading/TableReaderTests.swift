import ConcordTesting
import Testing

@testable import ConcordLinkage

@Suite("Reading") struct TableReaderTests {
    private func read(_ bytes: [UInt8], name: String = "in.csv") throws -> Table {
        let folder = try TemporaryFolder()
        return try TableReader(threads: 2).read([folder.file(name, bytes)])
    }

    private func rows(_ table: Table) -> [[String]] {
        (0..<table.rowCount).map { row in table.columnNames.indices.map { table.text(row: row, column: $0) } }
    }

    @Test func quotesLineEndsAndByteOrderMarks() throws {
        let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n\r\nplain,\n,last"
        let table = try read(Array(text.utf8))
        #expect(table.columnNames == ["a", "b"])
        #expect(rows(table) == [["x, \"y\"", "two\r\nlines"], ["plain", ""], ["", "last"]])
    }

    @Test func semicolonsAndTabsSeparateToo() throws {
        #expect(rows(try read(Array("a;b\n1,5;2\n".utf8))) == [["1,5", "2"]])
        #expect(rows(try read(Array("a\tb\n1\t2\n".utf8))) == [["1", "2"]])
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func whatIsQuotedIsReadBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = ["a", "b", ",", "\"", "\n", "\r\n", "é", " ", ""]
        let cells = (0..<30).map { _ in
            (0..<3).map { _ in
                (0..<Int.random(in: 1...6, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
                    .joined()
            }
        }
        let lines = cells.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        let table = try read(Array((["x,y,z"] + lines).joined(separator: "\n").utf8))
        #expect(rows(table) == cells, "seed \(seed)")
    }

    @Test func aRecordMayEndAnywhereInAChunk() {
        let text = Array("a,\"b\"\"\n\",c\r\nd,,\"e\"\r\n".utf8)
        let whole = fields(of: text, splitAt: text.count)
        for split in 0..<text.count { #expect(fields(of: text, splitAt: split) == whole, "split at \(split)") }
    }

    /// Scans the head alone first, then what it did not use together with the rest.
    private func fields(of text: [UInt8], splitAt split: Int) -> [String] {
        var scanner = CSVScanner(separator: UInt8(ascii: ","))
        var found: [String] = []
        var position = 0
        for (end, isLast) in [(split, false), (text.count, true)] {
            text[..<end].withUnsafeBufferPointer { buffer in
                var fields: [CSVScanner.Field] = []
                while position < end,
                    case .record(let next) = scanner.scan(buffer, from: position, isLast: isLast, into: &fields)
                {
                    position = next
                }
                found += fields.map { String(decoding: buffer[$0.start..<$0.end], as: UTF8.self) }
            }
        }
        return found
    }

    @Test func raggedRowsAreReadAndReported() throws {
        let table = try read(Array("a,b\n1\n1,2,3\n\"x\ny\",2\n4\n".utf8))
        #expect(rows(table) == [["1", ""], ["1", "2"], ["x\ny", "2"], ["4", ""]])
        #expect(table.problems.map(\.line) == [2, 3, 6])
        #expect(table.problemCount == 3)
    }

    @Test func jsonLinesAreFlattened() throws {
        let text =
            "{\"id\": 1, \"name\": {\"first\": \"Ann\"}}\n\n{\"id\": 2, \"tags\": [\"x\", \"y\"], \"name\": null}\n"
        let table = try read(Array(text.utf8), name: "in.jsonl")
        #expect(table.columnNames == ["id", "name.first", "name", "tags"])
        #expect(rows(table) == [["1", "Ann", "", ""], ["2", "", "", "x y"]])
    }

    @Test func severalFilesShareColumns() throws {
        let folder = try TemporaryFolder()
        let table = try TableReader().read([folder.file("1.csv", "a,b\n1,2\n"), folder.file("2.csv", "b,c\n3,4\n")])
        #expect(table.columnNames == ["a", "b", "c"])
        #expect(rows(table) == [["1", "2", ""], ["", "3", "4"]])
        #expect(table.fileOfRow == [0, 1])
    }

    @Test(
        arguments: [
            ([], "is empty"), (Array("\n\n".utf8), "no header"), ([0x1F, 0x8B, 8, 0], "gzip"),
            (Array("a,a\n1,2\n".utf8), "occurs twice"),
            (Array("a,b\n1,\"2\n".utf8), "line 2: a quoted field is never closed"),
            (Array("a,b\n1,2\n3,".utf8) + [0xE9, 0x0A], "line 3, column 'b': the text is not UTF-8"),
            (Array("{\"a\": 1}\n{\n".utf8), "line 2: this is no JSON object"), ([0xFF, 0xFE, 0x61, 0], "UTF-16"),
        ] as [([UInt8], String)]
    )
    func badInputIsRefusedWithItsPlace(bytes: [UInt8], message: String) throws {
        let error = try #require(throws: LinkageError.self) { try read(bytes) }
        #expect(error.code == .input)
        #expect(error.message.contains(message), "\(error)")
    }

    @Test func anOverlongRowIsRefused() throws {
        let folder = try TemporaryFolder()
        var reader = TableReader()
        reader.maximalRecordBytes = 1 << 20
        let path = try folder.file("in.csv", "a,b\n1,2\n\"" + String(repeating: "x", count: 5 << 20) + "\",3\n")
        let error = try #require(throws: LinkageError.self) { try reader.read([path]) }
        #expect(error.message.contains("line 3: the row is longer than 1 MB"), "\(error)")
    }

    @Test func aMissingFileIsNamed() throws {
        let error = try #require(throws: LinkageError.self) { try TableReader().read(["/nowhere/at/all.csv"]) }
        #expect(error.message.contains("/nowhere/at/all.csv"))
    }
}
