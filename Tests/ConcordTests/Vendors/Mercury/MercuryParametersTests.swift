import Testing

@testable import Concord

/// The listing's parameters, as an address has them (vendors.md 44 to 53).
@Suite struct MercuryParametersTests {
    private static func read(_ query: String) throws -> MercuryListUsers { try MercuryListUsers(query: query) }

    private static func refusal(_ query: String) throws -> ConcordError {
        try #require(#expect(throws: ConcordError.self) { try read(query) })
    }

    /// The vendor's own example, with its bare plus signs.
    @Test func theVendorsExampleIsRead() throws {
        let filters =
            "%5B%7B%22mode%22%3A%22include%22%2C%22field%22%3A%22user.company%22%2C%22operator%22%3A%22%3D%22%2C"
            + "%22value%22%3A%22Mercury.ai%22%7D%5D"
        let request = try Self.read(
            "stageIds=a6819263,0f954369&filters=\(filters)&sortBy=+user.lastName,+user.firstName&limit=10"
        )
        #expect(request.stageIDs == ["a6819263", "0f954369"])
        #expect(request.filters == [try Filter(.include, .property("user.company"), .equal, "Mercury.ai")])
        #expect(request.sortBy == [SortKey(.property("user.lastName")), SortKey(.property("user.firstName"))])
        #expect(request.limit == 10 && request.startID == nil)
    }

    @Test func absentAndEmptyAreTheDefaults() throws {
        for query in ["", "stageIds=&filters=&sortBy=&startId=", "filters=%5B%5D&other=1"] {
            #expect(try Self.read(query) == MercuryListUsers())
        }
        #expect(MercuryListUsers().limit == 50)
    }

    @Test(arguments: [
        ("%2Ba,-b", [SortKey(.property("a")), SortKey(.property("b"), descending: true)]),
        ("+lastName", [SortKey(.property("user.lastName"))]),
        ("-lastInteractionTime,+userId", [SortKey(.lastInteraction, descending: true), SortKey(.id)]),
        ("-stageId", [SortKey(.stage, descending: true)]),
        ("-user.na%C3%AFve", [SortKey(.property("user.naïve"), descending: true)]),
    ])
    func sortByWantsAPrefix49(text: String, keys: [SortKey]) throws {
        #expect(try Self.read("sortBy=\(text)").sortBy == keys)
    }

    @Test(arguments: ["a", "a,-b", "-a,b", "-a,", ",-a", "-", "+", "%2B", "-a,,-b", "--a", "*a", "+%2Ba", "++a"])
    func anythingElseInSortByIsRefused49(text: String) throws {
        let error = try Self.refusal("sortBy=\(text)")
        #expect(error.code == .invalidQuery && error.field == "sortBy")
    }

    @Test(arguments: [("1", 1), ("007", 7), ("1000", 1000), ("1001", 1000), ("99999999999999999999", 1000)])
    func aLimitIsClamped51(text: String, limit: Int) throws {
        #expect(try Self.read("limit=\(text)").limit == limit)
    }

    @Test(arguments: ["0", "-1", "1.5", "ten", "", "%201", "+1", "0x1"])
    func aLimitThatIsNoPositiveIntegerIsRefused51(text: String) throws {
        let error = try Self.refusal("limit=\(text)")
        #expect(error.code == .invalidQuery && error.field == "limit")
    }

    @Test func stagesAreTrimmed52() throws {
        #expect(try Self.read("stageIds=%20a%20,b,,a").stageIDs == ["a", "b", "a"])
    }

    @Test func filtersNeedWhatTheVendorLists53() throws {
        let read = { (text: String) in
            try MercuryListUsers(stageIds: nil, filters: text, sortBy: nil, startId: nil, limit: nil).filters
        }
        let exists = #"[{"mode":"exclude","field":"firstName","operator":"exists","more":1}]"#
        #expect(try read(exists) == [try Filter(.exclude, .property("user.firstName"), .exists)])
        let unset = #"[{"mode":"include","field":"a","operator":"=","value":null}]"#
        #expect(try read(unset) == [try Filter(.include, .property("a"), .equal, .null)])
        for text in [
            "{", "{}", "null", "[1]", #"[{"field":"a","operator":"=","value":1}]"#,
            #"[{"mode":"include","operator":"=","value":1}]"#, #"[{"mode":"include","field":"a","value":1}]"#,
            #"[{"mode":"include","field":"a","operator":"="}]"#,
            #"[{"mode":"only","field":"a","operator":"=","value":1}]"#,
            #"[{"mode":"include","field":"a","operator":"like","value":1}]"#,
            #"[{"mode":"include","field":1,"operator":"=","value":1}]"#,
            #"[{"mode":"include","field":"","operator":"=","value":1}]"#,
            #"[{"mode":"include","field":"a","operator":"<","value":true}]"#,
            #"[{"mode":"include","mode":"include","field":"a","operator":"=","value":1}]"#,
        ] {
            let error = #expect(throws: ConcordError.self, "\(text)") { try read(text) }
            #expect(error?.code == .invalidQuery && error?.field == "filters", "\(text)")
        }
    }

    @Test func aStartThatIsNoIDIsNotFound50() throws {
        #expect(try Self.refusal("startId=db82a72a").code == .notFound)
        let id = PersonID(ULID(high: 1, low: 2))
        #expect(try Self.read("startId=\(id)").startID == id)
    }

    @Test func whatIsNotPercentEncodedTextIsRefused() throws {
        for query in ["limit=%", "stageIds=%FF"] { #expect(try Self.refusal(query).code == .malformedBody) }
    }
}
