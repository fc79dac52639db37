import ConcordTesting
import Testing

@testable import ConcordLinkage

@Suite("Clustering") struct ClusteringTests {
    @Test(arguments: 0..<30 as Range<UInt64>) func unionFindIsTheClosureOfItsJoins(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...12, using: &random)
        let sets = UnionFind(count: count)
        var joined = (0..<count).map { Set([UInt32($0)]) }
        for _ in 0..<Int.random(in: 0...14, using: &random) {
            let (a, b) = (
                UInt32.random(in: 0..<UInt32(count), using: &random),
                UInt32.random(in: 0..<UInt32(count), using: &random)
            )
            let union = joined[Int(a)].union(joined[Int(b)])
            #expect((sets.join(a, b) == nil) == joined[Int(a)].contains(b), "seed \(seed)")
            for member in union { joined[Int(member)] = union }
        }
        for element in 0..<UInt32(count) {
            #expect(Set(sets.members(of: element)) == joined[Int(element)], "seed \(seed)")
            #expect(joined[Int(element)].contains(sets.find(element)), "seed \(seed)")
        }
    }

    @Test func edgesComeBestFirstAndInOrderAmongEquals() {
        let weights: [Float] = [1, -3.5, 0, 20, 1, -0.25]
        let edges = weights.enumerated().map { Edge(pair: ProfilePair(a: UInt32($0), b: 99), weight: $1) }
        #expect(edges.bestFirst().map(\.pair.a) == [3, 0, 4, 2, 5, 1])
    }

    /// People of one source that holds nobody twice, and of another: exact copies.
    private var copies: [[String]] {
        [["id", "source", "first name", "last name", "email"]]
            + (0..<40).flatMap { number -> [[String]] in
                let person = ["given\(number * 7919 % 97)", "family\(number)", "p\(number)@mail.example"]
                return [["a\(number)", "a"] + person, ["b\(number)", "b"] + person, ["c\(number)", "b"] + person]
            }
    }

    private func link(_ configure: (inout LinkageConfiguration) -> Void) throws -> [Int] {
        var configuration = LinkageConfiguration()
        configuration.ignoredColumns = ["id"]
        configuration.sourceColumn = "source"
        configure(&configuration)
        return try Linkage(configuration).run(Table(rows: copies)).clusters
    }

    @Test func equalRowsAreOnePerson() throws {
        let clusters = try link { _ in }
        for row in stride(from: 0, to: clusters.count, by: 3) {
            #expect(clusters[row] == clusters[row + 1] && clusters[row] == clusters[row + 2])
        }
        #expect(Set(clusters).count == 40)
    }

    @Test func aCleanSourceIsNeverJoinedWithItself() throws {
        let clusters = try link { $0.cleanSources = ["b"] }
        for row in stride(from: 0, to: clusters.count, by: 3) { #expect(clusters[row + 1] != clusters[row + 2]) }
        #expect(Set(clusters).count == 80)
    }

    @Test func decisionsOutrankEvidence() throws {
        let clusters = try link {
            $0.linkedRows = [RowPair(0, 3), RowPair(6, 7)]
            $0.separateRows = [RowPair(6, 7), RowPair(9, 10)]
        }
        #expect(clusters[0] == clusters[3])
        #expect(clusters[6] != clusters[7])
        #expect(clusters[9] != clusters[10])
        #expect(clusters[12] == clusters[13])
    }

    /// Families of which all share surname, street and number, and whose members were seen twice each.
    @Test func aHouseholdIsNotOnePerson() throws {
        let given = ["anna", "boris", "clara", "david"]
        var rows = [["first name", "last name", "street", "phone", "birth date", "entity_id"]]
        for family in 0..<60 {
            for (number, name) in given.enumerated() {
                let birth = "19\(50 + (family * 7 + number * 11) % 50)-0\(1 + (family + number * 5) % 9)-1\(number)"
                let home = ["family\(family)", "\(family * 37 % 91) Road \(family)", "2025550\(100 + family)"]
                for sighting in 0..<2 {
                    let spelling = sighting == 0 ? name : name + "x"
                    rows.append([spelling] + home + [birth, "\(family)-\(number)"])
                }
            }
        }
        var configuration = LinkageConfiguration()
        configuration.truthColumn = "entity_id"
        let quality = try #require(try Linkage(configuration).run(Table(rows: rows)).quality)
        #expect(quality.pairwise.precision == 1)
        #expect(quality.pairwise.recall == 1)
    }

    @Test func anUnknownCleanSourceIsNamed() throws {
        let error = try #require(throws: LinkageError.self) { _ = try link { $0.cleanSources = ["x"] } }
        #expect(error.code == .usage)
        #expect(error.message.contains("'x'"))
    }
}
