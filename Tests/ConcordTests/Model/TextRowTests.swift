import Testing

@testable import Concord

@Suite struct TextRowTests {
    private static func equal(_ left: String, _ right: String) -> Bool {
        var (row, other) = (TextRow(), TextRow())
        // Of different lengths before them, so that the texts lie at different places.
        for text in ["a", left] { row.append(text) }
        for text in ["bcdef", right] { other.append(text) }
        return row.bytes.withUnsafeBytes { row in
            other.bytes.withUnsafeBytes { other in
                let (start, otherStart) = (TextRow.end(ofTextAt: 0, in: row), TextRow.end(ofTextAt: 0, in: other))
                return TextRow.equal(start, in: row, otherStart, in: other)
            }
        }
    }

    @Test func comparesEveryByteOfATextAndNothingElse() {
        for count in 0...40 {
            let text = String(repeating: "x", count: count)
            #expect(Self.equal(text, text), "\(count) bytes")
            #expect(!Self.equal(text, text + "x"), "\(count) bytes and one more")
            for place in 0..<count {
                let other = text.prefix(place) + "y" + text.dropFirst(place + 1)
                #expect(!Self.equal(text, String(other)), "byte \(place) of \(count)")
            }
        }
    }

    @Test func aTextEndsWhereTheNextBegins() {
        var row = TextRow()
        for text in ["", "é", String(repeating: "x", count: 300)] { row.append(text) }
        row.bytes.withUnsafeBytes { row in
            #expect(TextRow.end(ofTextAt: 0, in: row) == 4)
            #expect(TextRow.end(ofTextAt: 4, in: row) == 10)
            #expect(TextRow.end(ofTextAt: 10, in: row) == row.count)
        }
    }
}
