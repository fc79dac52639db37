import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// An erased person's values are in no file of the database (design.md 5, "Erasure").
@Suite struct ErasureTests {
    private let company: TestCompany
    private var engine: IdentityEngine { company.engine }

    init() throws {
        company = try TestCompany()
    }

    /// What must be gone: each of these is in some value of the person, in more than one place.
    private static let traces = ["zoe.quarrel", "Quarrel", "4155550177", "Quarrelton"]

    /// A person of all three vendors who has changed her values, is pinned, reviewed and decided on.
    private func makePerson() async throws -> (customer: AccountID, member: AccountID, chat: AccountID) {
        let customer = try await company.customer(
            "zoe", ["email": "old.zoe.quarrel@example.com", "last_name": "Quarrel", "phone_number": "+14155550199"])
        try await company.customer("zoe", ["email": "zoe.quarrel@example.com", "city": "Quarrelton"])
        let member = try await company.member(
            "zoe", ["email": "Zoe.Quarrel@example.com", "mobileNumber": "+1 415 555 0177", "nick": "4155550177"])
        let chat = try await company.chat("w", ["email": "zoe.quarrel@example.com"], name: "Zoe Quarrel")
        try await engine.pin(.account(.id(chat)), "user.name", "Dr Quarrel")
        let twin = try await company.customer("twin", ["phone_number": "+14155550199"])
        #expect(try await company.reviews().count == 1)
        try await company.customer("twin", ["phone_number": .null])
        try await engine.separate(.account(.id(customer)), .account(.id(twin)))
        #expect(try await company.persons().isSuperset(of: [["zoe", "m:zoe", "w"], ["twin"]]))
        return (customer, member, chat)
    }

    /// Other customers, whose rows grow so that pages split and their rows move.
    private func makeNeighbours(_ range: ClosedRange<Int>) async throws {
        var generator = SeededGenerator(seed: 7)
        for round in 1...2 {
            let writes = range.shuffled(using: &generator).map { number in
                AccountWrite(
                    space: TestCompany.customers,
                    match: .key("n\(number)"),
                    changes: [
                        .set(.profile, "email", .string("n\(number)@example.com")),
                        .set(.attributes, "note\(round)", .string(String(repeating: "x", count: 40 * (number % 9)))),
                    ]
                )
            }
            for result in await engine.upsert(batch: writes) { _ = try result.get() }
        }
    }

    /// The traces that the files of the database still hold.
    private func found() throws -> [String] {
        let folder = company.temporary.folder
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.flatMap { file in
            let data = try Data(contentsOf: file)
            return Self.traces.filter { data.range(of: Data($0.utf8)) != nil }.map {
                "\($0) in \(file.lastPathComponent)"
            }
        }
    }

    @Test func anErasedPersonIsInNoFile() async throws {
        try await makeNeighbours(1...60)
        let ids = try await makePerson()
        try await makeNeighbours(40...120)
        #expect(try found().count >= Self.traces.count)
        let erasure = try await engine.erase(.person(PersonID(of: ids.chat)))
        #expect(Set(erasure.accounts) == [ids.customer, ids.member, ids.chat])
        #expect(erasure.isComplete)
        #expect(try found() == [])
        for id in [ids.customer, ids.member, ids.chat] {
            #expect(try await engine.person(.person(PersonID(of: id))) == .tombstone)
            #expect(try await engine.account(.id(id)) == nil)
        }
        await #expect(throws: ConcordError.self) { try await engine.history(of: .person(PersonID(of: ids.chat))) }
        #expect(try await PersonsAudit.problems(of: engine) == [])
        // The events stay, without a word of the person.
        let events = try await engine.events()
        #expect(events.map(\.seq) == Array(1...Int64(events.count)))
        #expect(events.contains { $0.kind == .personErased && $0.accounts.isEmpty })
        try engine.close()
        #expect(try found() == [])
    }

    @Test func eachVendorsDeleteIsAnErasure() async throws {
        let ids = try await makePerson()
        try await engine.unpin(.account(.id(ids.chat)), "user.name")
        try await engine.userCom(app: "app").deleteUser(.userID("zoe"))
        #expect(try await company.person(ids.member).ids.count == 3)
        try await engine.channel(id: "desk").deleteUser(memberID: "zoe")
        try await engine.botpress(bot: "bot").deleteUser(id: ids.chat.description)
        #expect(try found() == [])
        #expect(try await PersonsAudit.problems(of: engine) == [])
    }

    @Test func theSameKeyLaterIsANewAccountThatNothingJoinsToTheOldOne() async throws {
        let ids = try await makePerson()
        try await engine.erase(.person(PersonID(of: ids.customer)))
        let again = try await company.customer("zoe", ["email": "zoe@example.com"])
        #expect(again != ids.customer)
        #expect(try await company.person(again).ids == [PersonID(of: again)])
        #expect(try await engine.person(.person(PersonID(of: ids.customer))) == .tombstone)
    }

    @Test(arguments: [true, false])
    func anotherProcesssReaderDelaysTheErasureAndTheNextCompletesIt(byErasing: Bool) async throws {
        let ids = try await makePerson()
        try await makeNeighbours(1...30)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: company.temporary.path, configuration: configuration)
        try reader.inDatabase { database in
            try database.execute(sql: "BEGIN")
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM account") == 34)
        }
        let erasure = try await engine.erase(.person(PersonID(of: ids.customer)))
        #expect(!erasure.isComplete)
        #expect(try found() != [])
        try reader.inDatabase { try $0.execute(sql: "COMMIT") }
        try reader.close()
        if byErasing {
            #expect(try await engine.erase(.account(.key("n1", in: TestCompany.customers))).isComplete)
        } else {
            try engine.close()
        }
        #expect(try found() == [])
    }
}
