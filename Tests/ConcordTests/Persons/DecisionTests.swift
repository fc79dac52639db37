import ConcordTesting
import Testing

@testable import Concord

/// What humans say sticks (design.md 5, "Decisions stick").
@Suite struct DecisionTests {
    private let company: TestCompany
    private var engine: IdentityEngine { company.engine }

    init() throws {
        company = try TestCompany()
    }

    private func chats(_ names: String...) async throws -> [PersonReference] {
        var references: [PersonReference] = []
        for name in names { references.append(.account(.id(try await company.chat(name)))) }
        return references
    }

    @Test func aDecisionThatOthersContradictIsRefusedWithTheChain() async throws {
        let chats = try await chats("a", "b", "c", "d")
        let first = try await engine.join(chats[0], chats[1])
        let second = try await engine.join(chats[1], chats[2])
        try await engine.join(chats[2], chats[3])
        await #expect {
            try await engine.separate(chats[0], chats[2])
        } throws: { error in
            let error = error as? ConcordError
            return error?.code == .contradiction && error?.message.hasSuffix("the same: \(first), \(second)") == true
        }
        #expect(try await company.persons() == [["a", "b", "c", "d"]])
        #expect(try await DecisionLog(engine).standing.count == 3)
    }

    @Test func joiningOverADifferenceIsRefusedWithIt() async throws {
        let chats = try await chats("a", "b", "c")
        let apart = try await engine.separate(chats[0], chats[2])
        let together = try await engine.join(chats[0], chats[1])
        await #expect {
            try await engine.join(chats[1], chats[2])
        } throws: { error in
            let error = error as? ConcordError
            return error?.code == .contradiction && error?.message.hasSuffix("different: \(apart), \(together)") == true
        }
        #expect(try await company.persons() == [["a", "b"], ["c"]])
    }

    @Test func aNewDecisionOnTheSameSidesReplacesTheOldOneAndKeepsItsHistory() async throws {
        let chats = try await chats("a", "b")
        let old = try await engine.separate(chats[0], chats[1], Signature(by: "Eve", because: "a hunch"))
        let new = try await engine.join(chats[1], chats[0], Signature(by: "Ann"))
        let log = try await DecisionLog(engine)
        #expect(log.standing == [new])
        #expect(log.ended[old]?.replacedBy == new)
        #expect(try await company.persons() == [["a", "b"]])
        let history = try await engine.history(of: chats[0])
        #expect(history.filter { $0.kind == .decisionMade }.count == 2)
    }

    @Test func aWithdrawnDecisionLetsTheEvidenceSpeakAgain() async throws {
        let a = try await company.chat("a", ["email": "a@example.com"])
        let b = try await company.chat("b", ["email": "a@example.com"])
        let number = try await engine.separate(.account(.id(a)), .account(.id(b)))
        #expect(try await company.persons() == [["a"], ["b"]])
        #expect(try await company.reviews() == [.value(Identifier(.email, "a@example.com"))])
        let signature = Signature(by: "Eve", because: "they are one")
        #expect(try await engine.withdraw(.account(.id(b)), .account(.id(a)), signature) == [number])
        #expect(try await company.persons() == [["a", "b"]])
        #expect(try await company.reviews() == [])
        let ending = DecisionLog.Ending(by: "Eve", because: "they are one", replacedBy: nil)
        #expect(try await DecisionLog(engine).ended[number] == ending)
        await #expect(throws: ConcordError.self) { try await engine.withdraw(.account(.id(a)), .account(.id(b))) }
    }

    @Test func oneAccountIsSeparatedFromTheRestOfItsPerson() async throws {
        let a = try await company.chat("a", ["email": "a@example.com"])
        let b = try await company.chat("b", ["email": "a@example.com"])
        let c = try await company.chat("c", ["email": "a@example.com"])
        try await engine.separate(.account(.id(c)), .person(PersonID(of: a)))
        #expect(try await company.persons() == [["a"], ["b"], ["c"]])
        // The value joins all who carry it or none, and the two others have nothing else.
        try await engine.join(.account(.id(a)), .account(.id(b)))
        #expect(try await company.persons() == [["a", "b"], ["c"]])
    }

    @Test func aPersonIsNotSeparatedFromItselfNorJoinedToItself() async throws {
        let chats = try await chats("a", "b")
        try await engine.join(chats[0], chats[1])
        let person = try #require(try await engine.person(chats[0])?.living)
        for (left, right) in [(chats[0], chats[0]), (.person(person.id), .person(person.ids[1]))] {
            await #expect(throws: ConcordError.self) { try await engine.separate(left, right) }
            await #expect(throws: ConcordError.self) { try await engine.join(left, right) }
        }
    }

    @Test func aDecisionOnATombstoneStillConnects() async throws {
        let chats = try await chats("a", "middle", "b")
        let names = try await (company.chat("a"), company.chat("middle"), company.chat("b"))
        try await engine.join(chats[0], chats[1])
        try await engine.join(chats[1], chats[2])
        try await engine.erase(chats[1])
        #expect(try await company.persons() == [["a", "b"]])
        #expect(try await PersonsAudit.problems(of: engine) == [])
        // The middle is erased, and yet what was said of it can be taken back.
        #expect(try await engine.withdraw(chats[0], .person(PersonID(of: names.1))).count == 1)
        #expect(try await company.persons() == [["a"], ["b"]])
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    @Test func aDecisionBetweenTombstonesCanBeWithdrawn() async throws {
        let chats = try await chats("a", "b")
        let ids = try await (company.chat("a"), company.chat("b"))
        let number = try await engine.separate(chats[0], chats[1])
        for chat in chats { try await engine.erase(chat) }
        #expect(try await engine.person(.person(PersonID(of: ids.0))) == .tombstone)
        #expect(try await engine.withdraw(.account(.id(ids.0)), .person(PersonID(of: ids.1))) == [number])
    }

    @Test func aDecisionMadeUnderAnErasedIDIsWithdrawnUnderIt() async throws {
        let old = try await company.chat("old", ["email": "a@example.com"])
        try await company.chat("heir", ["email": "a@example.com"])
        let other = try await company.chat("other")
        try await engine.erase(.account(.id(old)))
        let number = try await engine.join(.person(PersonID(of: old)), .account(.id(other)))
        #expect(try await company.persons() == [["heir", "other"]])
        #expect(try await engine.withdraw(.person(PersonID(of: old)), .account(.id(other))) == [number])
        #expect(try await company.persons() == [["heir"], ["other"]])
    }

    @Test func aDecisionOutlivesTheEvidenceOfItsSides() async throws {
        let a = try await company.chat("a", ["email": "a@example.com"])
        try await company.chat("b", ["email": "a@example.com"])
        let c = try await company.chat("c")
        try await engine.join(.person(PersonID(of: a)), .account(.id(c)))
        try await company.chat("b", ["email": .null])
        #expect(try await company.persons() == [["a", "b", "c"]])
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }
}
