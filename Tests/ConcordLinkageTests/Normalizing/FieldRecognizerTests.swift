import Testing

@testable import ConcordLinkage

@Suite("Recognising fields") struct FieldRecognizerTests {
    private func kind(_ header: String, _ values: [String]) throws -> FieldKind {
        let table = Table(rows: [[header]] + values.map { [$0] })
        return FieldRecognizer().kind(of: try #require(table.columns.first))
    }

    @Test(
        arguments: [
            ("first_name", .givenName), ("GivenName", .givenName), ("SURNAME", .surname), ("last name", .surname),
            ("full_name", .fullName), ("displayName", .fullName), ("company_name", .company), ("suburb", .city),
            ("birth_place", .city), ("zip", .postcode), ("Street Address", .street), ("street_number", .houseNumber),
            ("state", .region), ("soc_sec_id", .identifier), ("gender", .category), ("phone_type", .ignored),
            ("created_at", .ignored), ("user_id", .ignored),
        ] as [(String, FieldKind)]
    )
    func byHeader(header: String, expected: FieldKind) throws {
        #expect(try kind(header, ["alpha", "beta", "gamma 12"]) == expected)
    }

    @Test(
        arguments: [
            (["a@b.co", "x.y@z.org", "none"], .email),
            (["1970-02-01", "1999-12-31", "1948-05-05", "1986-01-02", "2001-07-07"], .date),
            (["+61 410 225 522", "0410 225 523", "(02) 9999 1111"], .phone),
            (["james", "mary", "robert", "linda"], .givenName),
            (["12", "17.5", "3"], .ignored), (["same", "same"], .ignored),
        ] as [([String], FieldKind)]
    )
    func byContentWhereTheHeaderDoesNotSay(values: [String], expected: FieldKind) throws {
        #expect(try kind("column7", values) == expected)
    }

    @Test func contentOverrulesAWrongHeader() throws {
        #expect(try kind("email", ["yes", "no", "maybe"]) == .text)
        #expect(try kind("birth", ["london", "paris", "rome"]) == .ignored)
    }

    @Test func datesAreReadInTheOrderOfTheirColumn() throws {
        let american = Table(rows: [["dob"], ["3/25/1970"], ["3/4/1970"], ["11/30/1980"], ["Mar 4 1970"]])
        let assignment = [FieldAssignment(column: "dob", kind: .date)]
        let field = try #require(FieldNormalizer(table: american, assignments: assignment, threads: 1).fields().first)
        #expect(field.ids.map { field.values.string($0) } == ["19700325", "19700304", "19801130", "19700304"])
    }

    @Test func numbersAreReadWithThePlanOfTheirColumn() throws {
        let table = Table(rows: [["phone"], ["+61410225522"], ["0410 225 522"], ["0000000000"], ["+61 2 9999 1111"]])
        let assignment = [FieldAssignment(column: "phone", kind: .phone)]
        let field = try #require(FieldNormalizer(table: table, assignments: assignment, threads: 1).fields().first)
        #expect(field.ids.map { field.values.string($0) } == ["+61410225522", "+61410225522", "", "+61299991111"])
    }

    @Test func whatAFullNameAddsIsKept() throws {
        let table = Table(rows: [
            ["first name", "last name", "full name"], ["john", "smith", "John Quincy Smith"], ["", "", "Dr. Ann Lee"],
        ])
        let assignments = zip(table.columnNames, [FieldKind.givenName, .surname, .fullName])
            .map { FieldAssignment(column: $0, kind: $1) }
        let fields = FieldNormalizer(table: table, assignments: assignments, threads: 1).fields()
        #expect(
            fields.map { field in field.ids.map { field.values.string($0) } } == [
                ["john", "ann"], ["smith", "lee"], ["quincy", "dr"],
            ]
        )
    }
}
