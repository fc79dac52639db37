import Testing

@testable import ConcordLinkage

@Suite("Generation marks") struct GenerationTests {
    @Test(
        arguments: [
            ("Smith Jr", 2), ("Smith Jr, John", 2), ("John Smith, Sr.", 1), ("Morris I", 1), ("Morris II", 2),
            ("William Klein III", 3), ("Junior", 0), ("Senior", 0), ("Sr. Juan Lopez", 0), ("Ivan Smith", 0), ("", 0),
        ] as [(String, UInt8)])
    func aGenerationIsReadFromTheEndOfAName(name: String, generation: UInt8) {
        #expect(GenerationMark.generation(of: name) == generation)
    }

    private func clusters(_ rows: [[String]]) throws -> [Int] {
        let header = ["first name", "last name", "email"]
        let others = (0..<60).map { number in
            Array(repeating: ["given\(number * 7919 % 97)", "family\(number)", "p\(number)@mail.example"], count: 2)
        }
        let table = Table(rows: [header] + rows + others.joined())
        return Array(try Linkage(LinkageConfiguration()).run(table).clusters.prefix(rows.count))
    }

    @Test func fatherAndSonStayApartWhateverElseTheyShare() throws {
        let found = try clusters(
            [
                ["David", "Dobbins Jr", "david@dobbins.example"], ["David", "Dobbins Sr", "david@dobbins.example"],
                ["David", "Dobbins Jr", "david@dobbins.example"],
            ]
        )
        #expect(found[0] != found[1])
        #expect(found[0] == found[2])
    }

    @Test func aNameWithoutMarkJoinsOneGenerationAndNotBoth() throws {
        let found = try clusters(
            [
                ["David", "Dobbins", "david@dobbins.example"], ["David", "Dobbins II", "david@dobbins.example"],
                ["David", "Dobbins III", "david@dobbins.example"],
            ]
        )
        #expect(found[1] != found[2])
        #expect(found[0] == found[1] || found[0] == found[2])
    }
}
