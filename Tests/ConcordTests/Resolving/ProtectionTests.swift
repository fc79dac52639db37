import ConcordTesting
import Testing

@testable import Concord

/// What a messy company's data may not do (design.md 5, "Trust" and the rules of joining).
@Suite struct ProtectionTests {
    @Test func anOfficesPhoneJoinsNobody() {
        let office = "+61299990000"
        let staff = (1...20).map { People.customer($0, "c-\($0)", phone: office) }
        #expect(People.persons(staff).count == 20)
    }

    @Test func aPhoneOfFewCustomersJoinsNoneOfThemAndIsReviewedOnce() {
        let resolution = People.resolution((1...3).map { People.customer($0, "c-\($0)", phone: "+61299990000") })
        #expect(resolution.persons.count == 3)
        #expect(resolution.reviews.map(\.subject) == [.value(Identifier(.phone, "+61299990000"))])
        #expect(resolution.reviews.first?.obstacle == .cleanSpace(Space(vendor: .userCom, scope: "app")))
    }

    @Test(arguments: ["noreply@shop.example", "none@none.com", "Test@Test.com ", "n/a", "null"])
    func aBlockedAddressJoinsNobody(email: String) {
        #expect(People.persons([People.chat(1, email: email), People.chat(2, email: email)]).count == 2)
    }

    @Test func aRunOfOneDigitIsNoPhoneNumber() {
        let accounts = (1...2).map { People.customer($0, "c-\($0)", phone: "+61000000000") }
        #expect(accounts.map(People.rules.evidence).allSatisfy { $0.identifiers.count == 1 && $0.blocked.count == 1 })
    }

    @Test func aCustomersFortyChatsAreOnePerson() {
        let customer = People.customer(1, "c-1", email: "ada@example.com")
        let chats = (2...41).map { People.chat($0, email: "Ada@Example.com", name: "Ada Lovelace") }
        #expect(People.persons([customer] + chats).count == 1)
    }

    @Test func aStrangersChatGainsTheRecordNothing() {
        let customer = People.account(
            1, .userCom, "app", key: "c-1",
            [.set(.profile, "email", "ada@example.com"), .set(.profile, "first_name", "Ada")]
        )
        let stranger = People.account(
            2, .botpress, "bot",
            [.set(.tags, "email", "ada@example.com"), .set(.profile, "name", "Mallory")], at: 9_000
        )
        #expect(People.persons([customer, stranger]) == [[1, 2]])
        let record = GoldenRecord.make(of: [customer, stranger], rules: People.rules)
        #expect(record.properties["user.name"] == "Ada")
        #expect(record.properties["user.email"] == "ada@example.com")
        #expect(record.provenance["user.email"]?.account == People.id(1))
    }

    @Test func anotherCustomerWhoClaimsAnAddressIsNotJoined() {
        let accounts = [
            People.customer(1, "c-1", email: "ada@example.com"), People.member(2, "c-1", email: "ada@example.com"),
            People.member(3, "c-2", email: "ada@example.com"), People.chat(4, email: "ada@example.com"),
        ]
        #expect(People.persons(accounts) == [[1, 2], [3], [4]])
    }

    @Test func seventeenStrangersCannotMakeACustomersAddressShared() {
        let own = [
            People.customer(1, "c-1", email: "ada@example.com"),
            People.account(2, .channel, "desk", [.set(.profile, "email", "ada@example.com")]),
        ]
        let strangers = (3...19).map { People.chat($0, email: "ada@example.com", name: "Stranger \($0)") }
        let persons = People.persons(own + strangers)
        #expect(persons.contains([1, 2]))
        #expect(persons.count == 18)
    }

    @Test func aRecycledNumberIsAQuestionAndNoJoin() {
        let old = People.customer(1, "c-1", phone: "+61410225522")
        let new = People.member(2, "c-2")
        let chat = People.account(3, .botpress, "bot", [.set(.tags, "whatsapp:phone", "+61 410 225 522")])
        let claimed = People.account(4, .channel, "desk", key: "c-3", [.set(.profile, "mobileNumber", "+61410225522")])
        let resolution = People.resolution([old, new, chat, claimed])
        #expect(resolution.persons.count == 4)
        #expect(resolution.reviews.map(\.subject) == [.value(Identifier(.phone, "+61410225522"))])
    }

    @Test func twinsAtOneAddressStayTwo() {
        let home: [FieldChange] = [.set(.profile, "email", "home@example.com")]
        let twins = (1...2).map { People.account($0, .userCom, "app", key: "t-\($0)", home) }
        #expect(People.persons(twins) == [[1], [2]])
    }

    @Test func aDecisionBreaksACleanSpaceAndTheEvidenceStillJoinsItsOwn() {
        let accounts = [
            People.customer(1, "c-1", email: "ada@example.com"), People.customer(2, "c-2"), People.member(3, "c-1"),
            People.member(4, "c-2"), People.customer(5, "c-3", email: "ada@example.com"),
        ]
        let resolution = People.resolution(accounts, [People.same(1, 2)])
        #expect(resolution.persons.map { $0.map(People.number) } == [[1, 2, 3], [4], [5]])
        // A second member of the channel would be new, and so would a third customer id.
        let values = [Identifier(.customerID, "c-2"), Identifier(.email, "ada@example.com")]
        #expect(resolution.reviews.map(\.subject) == values.map(ReviewItem.Subject.value))
    }

    @Test func aDecisionHoldsOverAnErasedAccount() {
        let accounts = [People.customer(1, "c-1"), People.customer(2, "c-2")]
        #expect(People.persons(accounts, [People.same(1, 9), People.same(9, 2)]) == [[1, 2]])
        #expect(People.persons(accounts, [People.same(1, 9), People.same(9, 2), People.different(1, 2)]).count == 2)
    }

    @Test func aDecisionDifferentOutranksEveryIdentifier() {
        let accounts = [People.customer(1, "c-1", email: "ada@example.com"), People.member(2, "c-1")]
        #expect(People.persons(accounts) == [[1, 2]])
        #expect(People.persons(accounts, [People.different(2, 1)]) == [[1], [2]])
    }
}
