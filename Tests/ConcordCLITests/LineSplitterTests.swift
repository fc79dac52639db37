import Testing

@testable import ConcordCLI

@Suite struct LineSplitterTests {
    /// The lines of bytes that arrive in chunks of `size`.
    private func lines(_ bytes: [UInt8], chunks size: Int) -> [InputLine] {
        var splitter = LineSplitter()
        var lines: [InputLine] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            splitter.append(Array(bytes[start..<min(start + size, bytes.count)]), to: &lines)
        }
        splitter.finish(&lines)
        return lines
    }

    private func line(_ number: Int, _ text: String) -> InputLine {
        InputLine(number: number, bytes: Array(text.utf8))
    }

    @Test(arguments: 1...12) func linesAreTheSameHoweverTheBytesArrive(size: Int) {
        let text = "one\r\n\n  \t\ntwo\r\r\n\r\nthree"
        let expected = [line(1, "one"), line(4, "two\r"), line(6, "three")]
        #expect(lines(Array(text.utf8), chunks: size) == expected)
    }

    @Test func aLastLineNeedsNoNewlineAndGetsNoSecondOne() {
        #expect(lines(Array("a".utf8), chunks: 8) == [line(1, "a")])
        #expect(lines(Array("a\n".utf8), chunks: 8) == [line(1, "a")])
        #expect(lines([], chunks: 8) == [])
    }

    @Test func aByteOrderMarkBelongsToNoLine() {
        #expect(lines([0xEF, 0xBB, 0xBF] + Array("a\nb".utf8), chunks: 2) == [line(1, "a"), line(2, "b")])
    }

    @Test(arguments: [1 << 16, 7 << 20]) func theLongestLineIsKeptAndALongerOneIsNot(size: Int) {
        let longest = [UInt8](repeating: UInt8(ascii: "x"), count: LineSplitter.maximumBytes)
        let newline = Array("\r\n".utf8)
        let bytes = longest + newline + longest + [UInt8(ascii: "y")] + newline + longest + longest + Array("\nz".utf8)
        let expected = [
            InputLine(number: 1, bytes: longest), InputLine(number: 2, bytes: nil), InputLine(number: 3, bytes: nil),
            line(4, "z"),
        ]
        #expect(lines(bytes, chunks: size) == expected)
    }
}
