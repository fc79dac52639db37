import ConcordTesting
import Testing

@testable import ConcordLinkage

/// Columns of which a person has one value, and rows that are equal in all fields.
@Suite("One per person") struct OnePerPersonTests {
    private static let rows = [
        ["number", "first name", "last name", "email"],
        ["1", "Ann", "Lee", "ann@lee.example"], ["2", "Ann", "Lee", "ann@lee.example"],
        ["", "Ann", "Lee", "ann@lee.example"], ["", "Ann", "Lee", "ann@lee.example"],
    ]

    private static var table: Table {
        let others = (0..<60).map { number in
            Array(
                repeating: ["", "given\(number * 7919 % 97)", "family\(number)", "p\(number)@mail.example"], count: 2)
        }
        return Table(rows: rows + others.joined())
    }

    @Test func differentValuesAreTwoPeopleAndMissingOnesJoinEither() throws {
        var configuration = LinkageConfiguration()
        configuration.onePerPerson = ["number"]
        let clusters = try Linkage(configuration).run(Self.table).clusters
        #expect(clusters[0] != clusters[1])
        #expect(clusters[2] == clusters[0] || clusters[2] == clusters[1])
        #expect(clusters[2] == clusters[3])
    }

    @Test(arguments: [1, 2] as [UInt64]) func noClusterHasTwo(seed: UInt64) throws {
        let rows = Table.people(400, seed: seed)
        // Every third row has a number of its own.
        let numbered = rows.enumerated().map { index, row in
            row + [index == 0 ? "number" : index % 3 == 0 ? "n\(index)" : ""]
        }
        var configuration = LinkageConfiguration.people
        configuration.onePerPerson = ["number"]
        let clusters = try Linkage(configuration).run(Table(rows: numbered)).clusters
        let marked = clusters.enumerated().filter { ($0.offset + 1) % 3 == 0 }.map(\.element)
        #expect(Set(marked).count == marked.count, "seed \(seed)")
    }

    @Test func equalRowsOfOneClusterAreTwins() throws {
        var configuration = LinkageConfiguration()
        configuration.ignoredColumns = ["number"]
        let result = try Linkage(configuration).run(Self.table)
        #expect(result.twins.filter { $0.rows.a == 0 }.map(\.rows) == [RowPair(0, 1), RowPair(0, 2), RowPair(0, 3)])
        #expect(result.twins.count == 3 + 60)
    }

    /// The pairs and the twins of a cluster hold it together: its spanning tree is among them.
    @Test(arguments: [3, 4] as [UInt64]) func pairsAndTwinsConnectEveryCluster(seed: UInt64) throws {
        let rows = Table.people(400, seed: seed)
        let result = try Linkage(.people).run(Table(rows: rows + rows.dropFirst().prefix(80)))
        let sets = UnionFind(count: result.clusters.count)
        for pair in result.pairs + result.twins where result.clusters[pair.rows.a] == result.clusters[pair.rows.b] {
            sets.join(UInt32(pair.rows.a), UInt32(pair.rows.b))
        }
        let roots = result.clusters.indices.map { Int(sets.find(UInt32($0))) }
        #expect(
            partition(roots, names: Array(roots.indices)) == partition(result.clusters, names: Array(roots.indices)))
    }
}
