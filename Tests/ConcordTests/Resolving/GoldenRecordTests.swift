import ConcordTesting
import Testing

@testable import Concord

/// The golden record as design.md 5 describes it.
@Suite struct GoldenRecordTests {
    private func properties(
        _ accounts: [Account],
        pins: [Pin] = [],
        rules: ResolvingRules = People.rules
    ) -> JSONObject {
        GoldenRecord.make(of: accounts, pins: pins, rules: rules).properties
    }

    @Test func aChatUsersRecordHasTheTablesKeys() {
        let account = People.account(
            1, .botpress, "bot",
            [
                .set(.tags, "whatsapp:phone", "+12025550123"), .set(.tags, "id", "7"),
                .set(.properties, "plan", "gold"),
                .set(.profile, "name", "Jan van der Berg"), .set(.profile, "pictureUrl", "https://a.example/1.png"),
                .set(.attributes, "plan", "silver"),
            ]
        )
        let expected: JSONObject = [
            "user.name": "Jan van der Berg", "user.firstName": "Jan", "user.lastName": "van der Berg",
            "user.pictureUrl": "https://a.example/1.png", "user.phone": "+12025550123", "user.phones": ["+12025550123"],
            "botpress.plan": "gold", "botpress.tags.id": "7", "botpress.attributes.plan": "silver",
        ]
        #expect(properties([account]) == expected)
    }

    @Test func aCRMUsersRecordHasTheTablesKeysAndTypes() {
        let account = People.account(
            1, .userCom, "app", key: "c-1",
            [
                .set(.profile, "first_name", "Ada"), .set(.profile, "last_name", "Lovelace"),
                .insertNewest(.settings, "companies", "acme"), .insertNewest(.settings, "companies", "bcorp"),
                .set(.settings, "unsubscribed", true), .set(.profile, "score", 12), .set(.attributes, "tier", ["a"]),
            ]
        )
        let expected: JSONObject = [
            "user.name": "Ada Lovelace", "user.firstName": "Ada", "user.lastName": "Lovelace", "user.customerId": "c-1",
            "user.company": "bcorp", "user.companies": ["bcorp", "acme"], "user.unsubscribedEmail": true,
            "user.unsubscribedText": true, "usercom.score": 12, "usercom.tier": ["a"],
        ]
        #expect(properties([account]) == expected)
    }

    @Test func aMembersRecordHasTheTablesKeys() {
        let account = People.account(
            1, .channel, "desk", key: "m-1",
            [
                .set(.profile, "name", "Ada Lovelace"), .set(.profile, "lastName", "King"), .set(.profile, "vip", true),
                .set(.profile, "language", "en"), .set(.settings, "tags", ["a", "b"]), .set(.profile, "email", ""),
                .set(.settings, "unsubscribeEmail", false),
            ]
        )
        let expected: JSONObject = [
            "user.name": "Ada Lovelace", "user.firstName": "Ada", "user.lastName": "King", "user.customerId": "m-1",
            "user.locale": "en", "user.unsubscribedEmail": false, "channel.vip": true, "channel.tags": ["a", "b"],
        ]
        #expect(properties([account]) == expected)
    }

    private func city(_ number: Int, _ vendor: Vendor, _ city: String, at time: Int64) -> Account {
        People.account(number, vendor, "s", [.set(.profile, "city", .string(city))], at: time)
    }

    @Test func theNewestValueCountsAndVendorsBreakTies() {
        #expect(
            properties([city(1, .userCom, "Rome", at: 1), city(2, .channel, "Oslo", at: 2)])["user.city"] == "Oslo")
        #expect(
            properties([city(1, .userCom, "Rome", at: 2), city(2, .channel, "Oslo", at: 2)])["user.city"] == "Rome")
        #expect(
            properties([city(1, .userCom, "Rome", at: 2), city(2, .userCom, "Oslo", at: 2)])["user.city"] == "Oslo")
    }

    @Test func aPolicyCanPreferAVendor() {
        let rules = People.rules {
            $0.survivorship = ["user.city": .vendorPriority]
            $0.vendorPriority = ["channel"]
        }
        let accounts = [city(1, .userCom, "Rome", at: 9), city(2, .channel, "Oslo", at: 2)]
        #expect(properties(accounts, rules: rules)["user.city"] == "Oslo")
    }

    @Test func anEmptyValueNeverBeatsAFilledOne() {
        let accounts = [city(1, .userCom, "Rome", at: 1), city(2, .channel, "", at: 2)]
        #expect(properties(accounts)["user.city"] == "Rome")
    }

    @Test func aPinBeatsEveryValueAndTheNewestPinCounts() {
        let account = city(1, .userCom, "Rome", at: 9)
        func pin(_ value: JSONValue, at time: Int64) -> Pin {
            Pin(account: account.id, key: "user.city", value: value, at: Timestamp(milliseconds: time))
        }
        let pins = [pin("Bern", at: 1), pin("Basel", at: 2), pin("Zug", at: 2)]
        let record = GoldenRecord.make(of: [account], pins: pins, rules: People.rules)
        #expect(record.properties["user.city"] == "Basel")
        #expect(record.provenance["user.city"]?.isPinned == true)
        #expect(properties([account], pins: [pin("", at: 3)])["user.city"] == "Rome")
    }

    @Test func everyAddressIsListedOnceWithTheBestFirst() {
        let accounts = [
            People.chat(1, email: "old@example.com"), People.customer(2, "c-1", email: "Ada@Example.com"),
            People.chat(3, email: "ada@example.com"),
        ]
        let record = properties(accounts)
        #expect(record["user.email"] == "Ada@Example.com")
        #expect(record["user.emails"] == ["Ada@Example.com", "old@example.com"])
    }

    @Test func aMappedTagIsTheCustomerID() {
        let rules = People.rules {
            $0.identifiers = ["botpress": [IdentifierOption(kind: "customerId", from: "tags.crm")]]
        }
        let chat = People.account(1, .botpress, "bot", [.set(.tags, "crm", "c-1")])
        #expect(properties([chat], rules: rules)["user.customerId"] == "c-1")
        #expect(People.persons([chat, People.customer(2, "c-1")], [], rules) == [[1, 2]])
        #expect(People.persons([chat, People.customer(2, "c-1")]) == [[1], [2]])
    }

    @Test func aVendorWithoutAnAdapterKeepsItsFieldsUnderItsName() {
        let account = People.account(1, "shop", key: "9", [.set(.profile, "city", "Rome"), .set(.tags, "a", "b")])
        #expect(properties([account]) == ["shop.city": "Rome", "shop.tags.a": "b"])
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func theOrderOfTheAccountsIsNoPartOfTheRecord(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var accounts = (1...5).map { number in
            let changes: [FieldChange] = ["city", "email", "name", "first_name"].map { name in
                .set(.profile, name, .string(generator.pick(["", "a@b.example", "A@b.example", "Ada King", "Rome"])))
            }
            let vendor = generator.pick([Vendor.botpress, .userCom, .channel])
            return People.account(number, vendor, "s", changes, at: Int64.random(in: 1...2, using: &generator))
        }
        let expected = GoldenRecord.make(of: accounts, rules: People.rules)
        for _ in 0..<5 {
            accounts.shuffle(using: &generator)
            #expect(GoldenRecord.make(of: accounts, rules: People.rules) == expected, "seed \(seed)")
        }
    }
}
