import Testing

@testable import Concord

/// What filters keep (vendors.md 44 to 48).
@Suite struct FilterTests {
    private static let person = ListedPerson(
        id: PersonID(ULID(high: 1, low: 2)),
        lastInteraction: Timestamp(milliseconds: 1_584_464_046_500),
        properties: [
            "name": "Ada", "empty": "", "age": 42, "big": 9_007_199_254_740_993, "half": .double(0.5), "digits": "42",
            "yes": true, "date": "2020-03-17", "time": "16:54:06", "moment": "2020-03-17T16:54:06+01:00",
            "mails": ["a@x.org", "b@y.org"], "mixed": [1, "1", true, ["deep"], .null], "none": [], "object": ["a": 1],
            "null": .null,
        ],
        stages: ["LIVE", "TEST"]
    )

    private static func keeps(
        _ field: String,
        _ comparison: Filter.Operator,
        _ value: JSONValue = .null
    ) throws -> Bool {
        let include = try Filter(.include, .property(field), comparison, value).keeps(person)
        // 44: excluding is the complement, whatever the operator.
        #expect(try Filter(.exclude, .property(field), comparison, value).keeps(person) != include)
        return include
    }

    @Test(
        arguments: [
            ("name", "Ada"), ("empty", ""), ("age", 42), ("age", "42"), ("age", "4.2e1"), ("age", .double(42)),
            ("big", 9_007_199_254_740_993), ("half", "0.5"), ("digits", "42"), ("yes", true), ("date", "2020-03-17"),
            ("date", "2020-03-17T00:00:00.000Z"), ("moment", "2020-03-17 15:54:06.0"), ("time", "16:54:06.000"),
            ("mails", "b@y.org"), ("mixed", 1), ("mixed", "1"), ("mixed", true), ("absent", .null), ("null", .null),
        ] as [(String, JSONValue)])
    func equalHoldsByTheStoredType46(field: String, value: JSONValue) throws {
        #expect(try Self.keeps(field, .equal, value))
        #expect(try !Self.keeps(field, .notEqual, value))
        #expect(try Self.keeps(field, .isIn, ["other", value]))
    }

    @Test(
        arguments: [
            ("name", "ada"), ("name", "Ad"), ("age", "forty-two"), ("digits", 42), ("yes", "true"), ("yes", 1),
            ("big", 9_007_199_254_740_992), ("name", .null), ("none", "a"), ("none", .null), ("object", "a"),
            ("mixed", "deep"), ("absent", "Ada"), ("mails", .null), ("mixed", .null),
        ] as [(String, JSONValue)])
    func equalDoesNotHoldAcrossTypesOrCases46(field: String, value: JSONValue) throws {
        #expect(try !Self.keeps(field, .equal, value))
        #expect(try !Self.keeps(field, .isIn, [value]))
    }

    @Test func notEqualWantsAComparableValue() throws {
        #expect(try Self.keeps("name", .notEqual, "Bob"))
        #expect(try Self.keeps("mails", .notEqual, "c@z.org"))
        #expect(try Self.keeps("name", .notEqual, .null))
        #expect(try !Self.keeps("absent", .notEqual, "Bob"))
        #expect(try !Self.keeps("age", .notEqual, "forty"))
        #expect(try !Self.keeps("absent", .notEqual, .null))
    }

    @Test func orderIsThatOfTheStoredType() throws {
        #expect(try Self.keeps("age", .greater, 41) && Self.keeps("age", .greater, "5"))
        #expect(try Self.keeps("digits", .less, "5"))
        #expect(
            try Self.keeps("date", .less, "2020-03-17T00:00:01Z") && Self.keeps("date", .greaterOrEqual, "2020-03-17"))
        #expect(try Self.keeps("moment", .lessOrEqual, "2020-03-17T15:54:06Z"))
        #expect(try Self.keeps("name", .less, "a") && Self.keeps("mails", .greater, "b"))
        #expect(try !Self.keeps("absent", .less, 1) && !Self.keeps("name", .less, 1) && !Self.keeps("date", .less, "a"))
    }

    @Test func textOperatorsLookAtBytes() throws {
        #expect(try Self.keeps("name", .contains, "d") && Self.keeps("name", .contains, ""))
        #expect(try Self.keeps("name", .startsWith, "Ad") && Self.keeps("name", .endsWith, "da"))
        #expect(try Self.keeps("mails", .endsWith, "y.org") && Self.keeps("date", .startsWith, "2020-"))
        #expect(try !Self.keeps("name", .contains, "D") && !Self.keeps("age", .contains, "4"))
        #expect(try !Self.keeps("absent", .contains, ""))
    }

    @Test func existenceNeedsNoValue() throws {
        #expect(try Self.keeps("empty", .exists) && Self.keeps("none", .exists, ["ignored": 1]))
        #expect(try Self.keeps("absent", .notExists) && Self.keeps("null", .notExists))
        #expect(try Self.keeps("absent", .isIn, ["x", .null]))
    }

    @Test func theFieldsThatAreNoProperties48() throws {
        let id = Self.person.id.description
        #expect(try Filter(.include, .id, .equal, .string(id)).keeps(Self.person))
        #expect(try Filter(.include, .stage, .equal, "TEST").keeps(Self.person))
        #expect(try !Filter(.include, .stage, .equal, "DEV").keeps(Self.person))
        #expect(try Filter(.include, .lastInteraction, .equal, "2020-03-17 16:54:06.5").keeps(Self.person))
        #expect(try Filter(.include, .lastInteraction, .greater, "2020-03-17").keeps(Self.person))
    }

    @Test(
        arguments: [
            (.less, true), (.greater, .null), (.contains, 5), (.startsWith, .null), (.isIn, "a"), (.isIn, [["a"]]),
            (.equal, ["a"]), (.notEqual, ["a": 1]), (.lessOrEqual, [1]),
        ] as [(Filter.Operator, JSONValue)])
    func anOperatorThatDoesNotFitIsRefused45(comparison: Filter.Operator, value: JSONValue) {
        #expect(throws: ConcordError.self) { try Filter(.include, .property("a"), comparison, value) }
    }
}
