import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// Several texts looked for at once.
@Suite struct TextSearchTests {
    private static func finds(_ texts: [String], in text: String) throws -> Bool {
        let search = try #require(TextSearch(Set(texts.map { Array($0.utf8) })))
        return Array(text.utf8).withUnsafeBytes(search.finds)
    }

    /// Every text compared at every place.
    private static func finds(slowly texts: [[UInt8]], in bytes: [UInt8]) -> Bool {
        let isDigit: (UInt8) -> Bool = { (48..<58).contains($0) }
        return texts.contains { text in
            bytes.indices.contains { start in
                guard bytes[start...].starts(with: text) else { return false }
                let before = start > 0 ? bytes[start - 1] : 0
                let after = start + text.count < bytes.count ? bytes[start + text.count] : 0
                return !(isDigit(text[0]) && isDigit(before)) && !(isDigit(text[text.count - 1]) && isDigit(after))
            }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func itFindsWhatASlowSearchFinds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Few different bytes, so that texts begin, end and hold each other.
        let alphabet = Array("ab1".utf8)
        func random(_ lengths: ClosedRange<Int>) -> [UInt8] {
            (0..<Int.random(in: lengths, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        }
        var found = 0
        for _ in 0..<200 {
            let texts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in random(6...9) }
            let bytes = random(0...400)
            let search = try #require(TextSearch(Set(texts)))
            let expected = Self.finds(slowly: texts, in: bytes)
            if expected { found += 1 }
            #expect(bytes.withUnsafeBytes(search.finds) == expected, "seed \(seed): \(texts) in \(bytes)")
        }
        #expect((10...190).contains(found))
    }

    @Test func aNumberIsNotFoundWithinALongerOne() throws {
        #expect(try Self.finds(["123456"], in: "id 123456."))
        #expect(try !Self.finds(["123456"], in: "id 0123456."))
        #expect(try !Self.finds(["user-12"], in: "user-123"))
        #expect(try Self.finds(["+14155550177"], in: "1+14155550177"))
        #expect(try Self.finds(["user-12"], in: "user-123 user-12"))
    }

    @Test func shortTextsAreNotLookedFor() throws {
        #expect(TextSearch([]) == nil)
        #expect(TextSearch([Array("abcde".utf8)]) == nil)
        #expect(try !Self.finds(["abcde", "abcdef"], in: "abcde"))
    }

    @Test func textsLongerThanAWindowAreFound() throws {
        let text = String(repeating: "x", count: 300) + "@example.com"
        #expect(try Self.finds([text], in: "an x before \(text)"))
        #expect(try !Self.finds([text], in: String(text.dropFirst())))
    }

    /// Wherever it lies, also across the ends of blocks and at the file's end.
    @Test(arguments: [4_090, 4_096, 12_285, 16_384, 20_467])
    func aTextIsFoundAnywhereInTheFile(place: Int) throws {
        let temporary = try TemporaryStore()
        let text = Array("zoe@example.com".utf8)
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.inDatabase { database in
            // Five pages of 4,096 bytes, the text across the second block's end and so on.
            try database.execute(sql: "CREATE TABLE note (text BLOB); INSERT INTO note VALUES (zeroblob(14000))")
            #expect(try Int.fetchOne(database, sql: "PRAGMA page_count") == 5)
            let search = try #require(TextSearch([text]))
            for blockSize in [16, 512, 4_095, 1 << 20] {
                #expect(try !DatabaseFile(of: database, blockSize: blockSize).holds(search))
            }
            try temporary.write(text, at: min(place, 5 * 4_096 - text.count))
            for blockSize in [16, 512, 4_095, 1 << 20] {
                #expect(try DatabaseFile(of: database, blockSize: blockSize).holds(search), "\(blockSize)")
            }
        }
    }
}
