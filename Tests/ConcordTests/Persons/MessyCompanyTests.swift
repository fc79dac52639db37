import ConcordTesting
import Testing

@testable import Concord

/// What a company's messy data may not do, through the vendors' own requests.
@Suite struct MessyCompanyTests {
    private let company: TestCompany

    init() throws {
        company = try TestCompany()
    }

    /// Whatever else is true of a test, the store is what the pure function says, and nobody has two customer ids.
    private func expectSoundPersons() async throws {
        #expect(try await PersonsAudit.problems(of: company.engine) == [])
        let accounts = try await company.engine.store.read(PersonsSnapshot.accounts)
        for (person, members) in Dictionary(grouping: accounts, by: \.person) {
            #expect(Set(members.compactMap(\.key)).count < 2, "\(person)")
        }
    }

    @Test func anOfficesPhoneJoinsNobodyHoweverManyShareIt() async throws {
        for number in 1...3 { try await company.customer("c\(number)", ["phone_number": "+61 2 9999 0000"]) }
        #expect(try await company.persons().count == 3)
        #expect(try await company.reviews() == [.value(Identifier(.phone, "+61299990000"))])
        for number in 4...20 { try await company.customer("c\(number)", ["phone_number": "+61299990000"]) }
        #expect(try await company.persons().count == 20)
        #expect(try await company.reviews() == [])
        try await expectSoundPersons()
    }

    @Test func aCallCentresNumberPartsTheChatsThatItJoined() async throws {
        for number in 1...16 {
            try await company.chat("w\(number)", ["whatsapp:phone": "+15551230000"], name: "N\(number)")
        }
        #expect(try await company.persons().count == 1)
        try await company.chat("w17", ["whatsapp:phone": "+15551230000"], name: "N17")
        #expect(try await company.persons().count == 17)
        try await expectSoundPersons()
    }

    @Test func aNoReplyAddressIsNobodys() async throws {
        try await company.customer("c1", ["email": "noreply@shop.example"])
        try await company.member("c2", ["email": "NoReply@shop.example"])
        try await company.chat("w1", ["email": "noreply@shop.example"])
        #expect(try await company.persons().count == 3)
        #expect(try await company.reviews() == [])
        try await expectSoundPersons()
    }

    @Test func twinsAtOneAddressAreTwoAndAQuestion() async throws {
        let home: JSONObject = ["email": "home@example.com", "last_name": "Twin"]
        try await company.customer("t1", home)
        try await company.customer("t2", home)
        try await company.member("t1", ["email": "home@example.com"])
        #expect(try await company.persons() == [["t1", "m:t1"], ["t2"]])
        #expect(try await company.reviews() == [.value(Identifier(.email, "home@example.com"))])
        try await expectSoundPersons()
    }

    @Test func aRecycledPhoneNumberJoinsNoNewOwner() async throws {
        let old = try await company.customer("old", ["phone_number": "+61410225522", "first_name": "Olga"])
        try await company.member("old", ["mobileNumber": "+61410225522"])
        try await company.chat("w", ["whatsapp:phone": "+61 410 225 522"])
        #expect(try await company.persons() == [["old", "m:old", "w"]])
        try await company.customer("new", ["phone_number": "+61410225522", "first_name": "Ned"])
        #expect(try await company.persons() == [["old", "m:old"], ["w"], ["new"]])
        #expect(try await company.reviews() == [.value(Identifier(.phone, "+61410225522"))])
        #expect(try await company.person(old).record.properties["user.name"] == "Olga")
        // The old owner gives it up, and the chat goes to the new one.
        try await company.customer("old", ["phone_number": .null])
        try await company.member("old", ["mobileNumber": .null])
        #expect(try await company.persons() == [["old", "m:old"], ["w", "new"]])
        #expect(try await company.reviews() == [])
        try await expectSoundPersons()
    }

    @Test func fortyChatsOfOneCustomerAreThatCustomer() async throws {
        let ada = try await company.customer(
            "ada", ["email": "ada@example.com", "first_name": "Ada", "last_name": "L"])
        for number in 1...40 {
            try await company.chat("w\(number)", ["email": " Ada@Example.com"], name: "Ada Lovelace")
        }
        #expect(try await company.persons().count == 1)
        #expect(try await company.person(ada).record.properties["user.name"] == "Ada L")
        #expect(try await company.person(ada).record.properties["user.email"] == "ada@example.com")
        try await expectSoundPersons()
    }

    @Test func aStrangersChatChangesNoVerifiedValue() async throws {
        let ada = try await company.customer("ada", ["email": "ada@example.com", "first_name": "Ada"])
        let before = try await company.person(ada).record.properties
        try await company.chat("w", ["email": "ada@example.com", "phone": "+15550001111"], name: "Mallory")
        let after = try await company.person(ada)
        #expect(after.accounts.count == 2)
        for member in before.members { #expect(after.record.properties[member.name] == member.value) }
        try await expectSoundPersons()
    }

    @Test func anotherCustomerWhoClaimsAnAddressGainsNothing() async throws {
        let ada = try await company.customer("ada", ["email": "ada@example.com", "first_name": "Ada"])
        try await company.member("ada", ["email": "ada@example.com"])
        let before = try await company.person(ada).record
        let mallory = try await company.customer("mallory", ["email": "ada@example.com", "first_name": "Mallory"])
        #expect(try await company.persons() == [["ada", "m:ada"], ["mallory"]])
        #expect(try await company.person(ada).record == before)
        #expect(try await company.person(mallory).record.properties["user.customerId"] == "mallory")
        let reviews = try await company.engine.reviews()
        #expect(reviews.map(\.item.subject) == [.value(Identifier(.email, "ada@example.com"))])
        #expect(reviews.first?.item.accounts.count == 3)
        try await expectSoundPersons()
    }

    @Test func seventeenStrangersAtOnceTakeNothingFromACustomer() async throws {
        let ada = try await company.customer("ada", ["email": "ada@example.com", "first_name": "Ada"])
        try await company.member("ada", ["email": "ada@example.com", "mobileNumber": "+15550002222"])
        let before = try await company.person(ada).record
        for number in 1...17 { try await company.chat("w\(number)", ["email": "ada@example.com"], name: "S \(number)") }
        let persons = try await company.persons()
        #expect(persons.contains(["ada", "m:ada"]))
        #expect(persons.count == 18)
        #expect(try await company.person(ada).record == before)
        try await expectSoundPersons()
    }

    @Test func aQuestionAmongCustomersOutlivesTheStrangersWhoShareItsValue() async throws {
        try await company.customer("ada", ["email": "ada@example.com"])
        try await company.customer("bob", ["email": "ada@example.com"])
        for number in 1...17 {
            try await company.chat(
                "w\(number)", ["email": "ada@example.com", "phone": "+15550003333"], name: "S \(number)")
        }
        let question = ReviewItem.Subject.value(Identifier(.email, "ada@example.com"))
        #expect(try await company.reviews() == [question])
        // Other values of strangers come and go; two of them even become one person.
        for number in 1...15 { try await company.chat("w\(number)", ["phone": .null]) }
        #expect(try await company.persons().contains(["w16", "w17"]))
        #expect(try await company.reviews() == [question])
        try await expectSoundPersons()
    }
}
