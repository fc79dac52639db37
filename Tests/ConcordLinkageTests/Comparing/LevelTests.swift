import Testing

@testable import ConcordLinkage

@Suite("Levels of comparison") struct LevelTests {
    /// The level of two values in a column of one kind; the column holds both and some others.
    private func level(_ a: String, _ b: String, _ kind: FieldKind) throws -> UInt8 {
        let header = kind == .givenName ? "first name" : "value"
        let table = Table(rows: [[header], [a], [b], ["zzyzx quux"], ["1111"], ["kgb@moon.example"]])
        let fields = FieldNormalizer(
            table: table,
            assignments: [FieldAssignment(column: header, kind: kind)],
            threads: 1
        ).fields()
        let profiles = Profiles(fields: fields, rowCount: table.rowCount, sources: [], threads: 1)
        let comparer = PairComparer(profiles: profiles, nicknames: .standard, threads: 1)
        var caches = comparer.caches()
        var patterns: [ComparisonPattern] = []
        let pair = ProfilePair(a: profiles.profileOfRow[0], b: profiles.profileOfRow[1])
        comparer.compare([pair, ProfilePair(a: pair.b, b: pair.a)], into: &patterns, caches: &caches)
        #expect(patterns[0] == patterns[1], "comparison is symmetric")
        return patterns[0].level(of: 0)
    }

    @Test(arguments: [
        ("robert", "Bob", Level.variant), ("robert", "robret", Level.closeRare), ("robert", "r", Level.distant),
        ("robert", "", Level.missing), ("robert", "ursula", Level.different), ("anna maria", "anna", Level.variant),
        ("b r", "brian", Level.distant), ("brian r", "b", Level.distant), ("b r", "ursula", Level.different),
    ])
    func namesByNicknameTypoAndInitial(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .givenName) == expected)
    }

    @Test(arguments: [
        ("mark", "mary", Level.distant), ("keeley", "kaylee", Level.distant), ("marx", "mark", Level.closeRare),
    ])
    func namesThatAreBothKnownAreNoTypingErrors(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .givenName) == expected)
    }

    @Test(arguments: [
        ("张伟", "Zhang Wei", Level.variant), ("Александр", "Aleksander", Level.variant), ("张伟", "Robert", Level.missing),
        ("张伟", "刘杰", Level.different),
    ])
    func namesAcrossScripts(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .givenName) == expected)
    }

    @Test(arguments: [
        ("TX", "Texas", Level.variant), ("us", "USA", Level.variant), ("TX", "Ohio", Level.different),
        ("Ohio", "Iowa", Level.different),
    ])
    func regionsByTheirCodes(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .region) == expected)
    }

    @Test(arguments: [
        ("Harbour Court, 418 Old Mill Road", "418 old mill road, Harbour Court", Level.closeRare),
        ("Belvedere, 926 Tamarack Ave", "926 Tamarack Avenue", Level.variant),
        ("300 Observatory Plaza", "Walnut Tower, 300 Observtory Plaza", Level.nearRare),
        ("926 Tamarack Ave", "12 Kings Parade", Level.different),
    ])
    func streetsByTheirWords(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .street) == expected)
    }

    @Test(arguments: [
        ("j.doe@acme.example", "J.DOE@ACME.EXAMPLE", Level.equalRarest),
        ("j.doe@acme.example", "j.doe@moon.example", Level.variant),
        ("j.doe@acme.example", "j.dow@acme.example", Level.closeRare),
        ("j.doe@acme.example", "x@acme.example", Level.different),
        ("j.doe@acme.example", "j.dow@moon.example", Level.different),
    ])
    func addressesByMailbox(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .email) == expected)
    }

    @Test(arguments: [
        ("1970-03-01", "1 March 1970", Level.equalRarest), ("1970-03-01", "1970-01-03", Level.variant),
        ("1970-03-01", "1970-03-02", Level.closeRare), ("1970-03-01", "1970-03-25", Level.nearRare),
        ("1970-03-01", "1970", Level.nearRare), ("1970-03-01", "1970-11-28", Level.distant),
        ("1970-03-01", "1951-11-28", Level.different),
    ])
    func datesByTheirParts(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .date) == expected)
    }

    @Test(arguments: [
        ("bristol", "Bristol, City of", Level.variant), ("hamilton", "hamitlon", Level.closeRare),
        ("hamilton", "toowoomba", Level.different),
    ])
    func placesByTheirWords(a: String, b: String, expected: UInt8) throws {
        #expect(try level(a, b, .city) == expected)
    }
}
