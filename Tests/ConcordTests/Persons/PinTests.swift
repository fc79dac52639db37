import ConcordTesting
import Testing

@testable import Concord

/// A pinned value goes where its account goes.
@Suite struct PinTests {
    private let company: TestCompany
    private var engine: IdentityEngine { company.engine }

    init() throws {
        company = try TestCompany()
    }

    private func city(of account: AccountID) async throws -> JSONValue? {
        try await company.person(account).record.properties["user.city"]
    }

    @Test func aPinOutranksEveryWriteUntilItIsTakenOut() async throws {
        let ada = try await company.customer("ada", ["city": "Rome"])
        try await engine.pin(.account(.id(ada)), "user.city", "Oslo", Signature(by: "Eve", because: "she said so"))
        try await company.customer("ada", ["city": "Paris"])
        #expect(try await city(of: ada) == "Oslo")
        #expect(try await company.person(ada).record.provenance["user.city"]?.isPinned == true)
        try await engine.unpin(.account(.id(ada)), "user.city")
        #expect(try await city(of: ada) == "Paris")
        await #expect(throws: ConcordError.self) { try await engine.unpin(.account(.id(ada)), "user.city") }
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    @Test func aPinSurvivesJoinsSplitsAndTheErasureOfItsAccount() async throws {
        let ada = try await company.customer("ada", ["email": "ada@example.com", "city": "Rome"])
        let chat = try await company.chat("w")
        let member = try await company.member("ada", ["city": "Paris"])
        try await engine.pin(.account(.id(member)), "user.city", "Oslo")
        try await company.chat("w", ["email": "ada@example.com"])
        #expect(try await city(of: chat) == "Oslo")
        // The pin is on the account whose id the person has: the others part without it.
        try await engine.separate(.account(.id(member)), .account(.id(ada)))
        #expect(try await city(of: ada) == "Oslo")
        #expect(try await city(of: member) == "Paris")
        try await engine.withdraw(.account(.id(member)), .account(.id(ada)))
        try await engine.erase(.account(.id(ada)))
        #expect(try await company.persons() == [["m:ada"], ["w"]])
        #expect(try await city(of: chat) == "Oslo")
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    @Test func theNewestPinOfAPersonCounts() async throws {
        let (a, b) = try await (company.chat("a"), company.chat("b"))
        try await engine.pin(.account(.id(a)), "user.city", "Rome")
        try await engine.pin(.account(.id(b)), "user.city", "Oslo")
        try await engine.join(.account(.id(a)), .account(.id(b)))
        #expect(try await city(of: a) == "Oslo")
        try await engine.pin(.account(.id(b)), "user.city", "Paris")
        #expect(try await city(of: a) == "Paris")
        try await engine.unpin(.account(.id(a)), "user.city")
        #expect(try await city(of: a) == nil)
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    @Test func theNewerPinSurvivesWhenAnErasedAccountLeavesItsOwn() async throws {
        let (a, b) = try await (company.chat("a"), company.chat("b"))
        try await engine.pin(.account(.id(b)), "user.city", "Oslo")
        try await engine.pin(.account(.id(a)), "user.city", "Rome")
        try await engine.join(.account(.id(a)), .account(.id(b)))
        try await engine.erase(.account(.id(a)))
        #expect(try await city(of: b) == "Rome")
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }
}
