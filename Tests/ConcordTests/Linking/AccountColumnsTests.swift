import ConcordTesting
import Testing

@testable import Concord
@testable import ConcordLinkage

/// What of an account batch linkage looks at.
@Suite struct AccountColumnsTests {
    private static func row(_ input: LinkageInput, _ row: Int) -> [String: String] {
        var cells: [String: String] = [:]
        for (index, name) in input.table.columnNames.enumerated() {
            let text = input.table.text(row: row, column: index)
            if !text.isEmpty { cells[name] = text }
        }
        return cells
    }

    @Test func eachVendorsFieldsGoWhereTheGoldenRecordHasThem() async throws {
        let engine = try TemporaryStore().open {
            var options = SpaceOptions()
            options.storesUnlistedFields = true
            $0.policy = ResolutionPolicy(spaces: ["*": options])
        }
        _ = try await engine.botpress(bot: "b").getOrCreateUser(
            BotpressGetOrCreateUser(
                tags: ["whatsapp:phone": "+12025550123", "email": "ada@l.example"], name: "Dr. Ada Lovelace",
                properties: ["dob": "1815-12-10", "mood": "fine", "score": "7"]))
        _ = try await engine.userCom(app: "crm").updateOrCreate(
            UserComUpdateOrCreate(
                userID: "7",
                attributes: ["first_name": "Ada", "last_name": "King", "company_id": "acme", "passport": "X1"]))
        _ = try await engine.channel(id: "c").upsertUser(
            memberID: "7",
            ChannelUpsertUser(
                profile: .value(["name": "Ada King", "birthday": "1815-12-10", "city": "London", "age": 36])))
        let input = try await engine.linkageInput()
        let ids = input.accounts.map(\.description)
        #expect(
            Self.row(input, 0) == [
                "account": ids[0], "user.name": "Dr. Ada Lovelace", "user.email": "ada@l.example",
                "user.phone": "+12025550123", "user.birthDate": "1815-12-10",
            ])
        #expect(
            Self.row(input, 1) == [
                "account": ids[1], "space": "usercom:crm", "key.customerId": "7", "user.firstName": "Ada",
                "user.lastName": "King", "user.company": "acme", "passport": "X1",
            ])
        #expect(
            Self.row(input, 2) == [
                "account": ids[2], "space": "channel:c", "key.customerId": "7", "user.name": "Ada King",
                "user.birthDate": "1815-12-10", "user.city": "London",
            ])
        #expect(input.linked == [RowPair(1, 2)])
    }

    @Test func whatLinksJoinedIsNotSettled() async throws {
        let store = try await LinkedStore(seed: 31)
        let before = try await store.engine.linkageInput()
        try await store.link()
        let after = try await store.engine.linkageInput()
        #expect(after.linked == before.linked)
        #expect(!before.linked.isEmpty)
    }

    @Test func aKeyThatIsBlockedOrOfAnUncleanSpaceKeepsNobodyApart() async throws {
        let engine = try TemporaryStore().open {
            var options = SpaceOptions()
            options.isClean = false
            $0.policy = ResolutionPolicy(spaces: ["usercom": options])
            $0.policy?.blocked = ["7"]
        }
        _ = try await engine.userCom(app: "crm").updateOrCreate(UserComUpdateOrCreate(userID: "7"))
        let input = try await engine.linkageInput()
        #expect(Self.row(input, 0) == ["account": input.accounts[0].description])
    }

    @Test func onlySoManyAttributesGetAColumnOfTheirOwn() async throws {
        let engine = try TemporaryStore().open()
        for number in 0..<40 {
            _ = try await engine.botpress(bot: "b").getOrCreateUser(
                BotpressGetOrCreateUser(tags: ["id": .string("\(number)")], properties: ["passport \(number)": "X"]))
        }
        #expect(try await engine.linkageInput().table.columnNames.count == 18)
    }
}
