import Testing

@testable import Concord

/// The listing's answers (vendors.md 50, 54 to 56).
@Suite struct MercuryAnswerTests {
    private let store: AdapterTestStore
    private let users: MercuryUsers

    init() throws {
        store = try AdapterTestStore()
        users = store.engine.mercury()
    }

    private func add(_ id: String, _ attributes: JSONObject) async throws -> String {
        let request = UserComUpdateOrCreate(userID: id, attributes: attributes)
        let answer = try await store.engine.userCom(app: "shop").updateOrCreate(request)
        store.clock.advance()
        return PersonID(of: answer.account).description
    }

    private func get(_ query: String) async throws -> AdapterReply {
        try AdapterReply(await users.getUsers(query: query))
    }

    @Test func aUserIsThePersonWithItsGoldenRecord54() async throws {
        let id = try await add("1", ["first_name": "John", "last_name": "Doe", "city": "Rome", "score": 7])
        let reply = try await get("")
        #expect(reply.status == 200)
        #expect(
            reply.json.text == """
                {"data":{"items":[{"firstName":"John","lastInteractionTime":"2021-06-23 04:26:01.664","lastName":"Doe",\
                "properties":{"user.city":"Rome","user.customerId":"1","user.firstName":"John",\
                "user.lastName":"Doe","user.name":"John Doe","usercom.score":7},"userId":"\(id)"}]},"success":true}
                """
        )
    }

    @Test func namesThatAreNotKnownAreNull() async throws {
        _ = try await add("1", [:])
        let items = try #require(try await get("")["data", "items"]?.array)
        #expect(items[0].object?["firstName"] == .null && items[0].object?["lastName"] == .null)
    }

    @Test(
        arguments: [
            (1_584_464_046_000, "2020-03-17 16:54:06.0"), (1_584_464_046_120, "2020-03-17 16:54:06.12"),
            (1_584_464_046_003, "2020-03-17 16:54:06.003"), (0, "1970-01-01 00:00:00.0"),
            (-1, "1969-12-31 23:59:59.999"),
        ] as [(Int64, String)])
    func timesHaveTheShortestFraction55(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).mercuryText == text)
    }

    @Test func anUpsertThatChangesNothingIsNoInteraction55() async throws {
        _ = try await add("1", ["city": "Rome"])
        let before = try await get("").json
        _ = try await add("1", ["city": "Rome"])
        #expect(try await get("").json == before)
    }

    @Test func pagesFollowEachOther50() async throws {
        var ids: [String] = []
        for name in ["Cy", "Ada", "Bob"] { ids.append(try await add(name, ["first_name": .string(name)])) }
        let first = try await get("sortBy=-firstName&limit=2")
        #expect(first["data", "items"]?.array?.compactMap { $0.object?["userId"]?.string } == [ids[0], ids[2]])
        #expect(first["data", "nextStartId"]?.string == ids[1])
        let second = try await get("sortBy=-firstName&limit=2&startId=\(ids[1])")
        #expect(second["data", "items"]?.array?.compactMap { $0.object?["userId"]?.string } == [ids[1]])
        #expect(second["data", "nextStartId"] == nil)
    }

    @Test(arguments: [
        ("limit=0", 400, "invalidQuery"), ("startId=person_00000000000000000000000000", 404, "notFound"),
        ("sortBy=%", 400, "malformedBody"),
    ])
    func errorsAreTheVendors56(query: String, status: Int, code: String) async throws {
        let reply = try await get(query)
        #expect(reply.status == status)
        #expect(reply["success"] == false && reply["error", "code"]?.string == code)
        #expect(reply["error", "message"]?.string?.isEmpty == false)
    }

    @Test func anUnknownProjectIsNotFound56() async throws {
        let reply = try AdapterReply(await store.engine.mercury(project: "other").getUsers())
        #expect(reply.status == 404 && reply["success"] == false)
    }

    @Test(arguments: [(ConcordError.Code.unauthorized, 401), (.forbidden, 403)])
    func refusalsByKeyHaveTheSameShape56(code: ConcordError.Code, status: Int) throws {
        let answer = store.engine.mercury().answer(refusing: ConcordError(code, "The key is not known", remedy: ""))
        let reply = try AdapterReply(answer)
        #expect(reply.status == status && answer.status == status && reply["success"] == false)
        #expect(reply["error", "code"]?.string == code.description)
    }
}
