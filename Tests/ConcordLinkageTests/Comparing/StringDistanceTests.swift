import Testing

@testable import ConcordLinkage

@Suite("String distances") struct StringDistanceTests {
    @Test func editsAgreeWithTheWholeTableOnAllShortStrings() {
        let all = strings(over: "abc", upTo: 4)
        for a in all {
            for b in all {
                let expected = Self.alignment(Array(a.utf8), Array(b.utf8))
                for limit in 0...3 {
                    let found = StringDistance.edits(a, b, limit: limit)
                    #expect(found == (expected <= limit ? expected : nil), "\(a) \(b) limit \(limit)")
                }
            }
        }
    }

    @Test func jaroWinklerAgreesWithItsDefinitionOnAllShortStrings() {
        let all = strings(over: "abc", upTo: 4)
        for a in all {
            for b in all {
                let (found, expected) = (
                    StringDistance.jaroWinkler(a, b), Self.jaroWinkler(Array(a.utf8), Array(b.utf8))
                )
                #expect(abs(found - expected) < 1e-12, "\(a) \(b)")
            }
        }
    }

    /// The published examples of Winkler 1990.
    @Test(arguments: [("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133)])
    func jaroWinklerGivesThePublishedValues(a: String, b: String, expected: Double) {
        #expect(abs(StringDistance.jaroWinkler(a, b) - expected) < 0.0001)
    }

    @Test func longStringsAreComparedToo() {
        let long = String(repeating: "abcdefgh", count: 20)
        #expect(StringDistance.edits(long, long + "x", limit: 2) == 1)
        #expect(StringDistance.edits("x" + long, long + "y", limit: 2) == 2)
        #expect(StringDistance.jaroWinkler(long, long) == 1)
    }

    /// Optimal string alignment over the whole table.
    private static func alignment(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var table = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                guard i > 0, j > 0 else {
                    table[i][j] = i + j
                    continue
                }
                let replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[a.count][b.count]
    }

    private static func jaroWinkler(_ a: [UInt8], _ b: [UInt8]) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return a.count == b.count ? 1 : 0 }
        let window = max(0, max(a.count, b.count) / 2 - 1)
        var taken: [Int] = []
        var pairs: [(Int, Int)] = []
        for (i, letter) in a.enumerated() {
            if let j = b.indices.first(where: { abs($0 - i) <= window && b[$0] == letter && !taken.contains($0) }) {
                taken.append(j)
                pairs.append((i, j))
            }
        }
        guard !pairs.isEmpty else { return 0 }
        let inB = taken.sorted().map { b[$0] }
        let transposed = zip(pairs.map { a[$0.0] }, inB).count { $0 != $1 }
        let m = Double(pairs.count)
        let jaro = (m / Double(a.count) + m / Double(b.count) + (m - Double(transposed / 2)) / m) / 3
        let prefix = zip(a, b).prefix(4).prefix { $0 == $1 }.count
        return jaro + 0.1 * Double(prefix) * (1 - jaro)
    }
}
