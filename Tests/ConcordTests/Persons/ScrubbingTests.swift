import ConcordTesting
import Foundation
import GRDB
import GRDBSQLite
import Testing

@testable import Concord

/// An erasure finds copies of rows that SQLite has left where `secure_delete` does not clear.
@Suite struct ScrubbingTests {
    private let company: TestCompany
    private var engine: IdentityEngine { company.engine }
    private var store: Store { company.engine.store }

    init() throws { company = try TestCompany() }

    /// Who has changed her address and her number.
    private func makeZoe() async throws -> AccountID {
        try await company.customer("zoe-0001", ["email": "Zoe.Old@example.com", "phone_number": "+1 415 555 0177"])
        return try await company.customer("zoe-0001", ["email": "Zoe@Example.com", "phone_number": "+14155550188"])
    }

    /// Writes bytes where a split leaves them: between the cells of a page and the list of where they are. The page is one
    /// that no write of these tests changes.
    private func leave(_ bytes: [UInt8]) async throws {
        let root = try await store.pool.read { database in
            try Int.fetchOne(database, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'credential'") ?? 0
        }
        #expect(try await store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate).walFrameCount } == 0)
        try company.temporary.write(bytes, at: (root - 1) * 4_096 + 2_048)
        #expect(try isThere(bytes))
    }

    private func isThere(_ bytes: [UInt8]) throws -> Bool {
        let files = try FileManager.default.contentsOfDirectory(
            at: company.temporary.folder, includingPropertiesForKeys: nil)
        return try files.contains { try Data(contentsOf: $0).range(of: Data(bytes)) != nil }
    }

    /// A number that each rewriting of the file changes.
    private func rewritings() async throws -> Int? {
        try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
    }

    @Test(arguments: [
        "Zoe@Example.com", "zoe@example.com", "Zoe.Old@example.com", "+1 415 555 0177", "+14155550177", "zoe-0001",
    ])
    func aCopyOfAnIdentifierIsTakenOutOfTheFile(text: String) async throws {
        let zoe = try await makeZoe()
        try await company.customer("other", ["email": "other@example.com"])
        try await leave(Array(text.utf8))
        let erasure = try await engine.erase(.account(.id(zoe)))
        #expect(erasure.isComplete)
        #expect(try !isThere(Array(text.utf8)))
        #expect(try await engine.check().isSound)
        #expect(try await PersonsAudit.problems(of: engine) == [])
        try await company.customer("later", ["email": "later@example.com"])
        #expect(try await engine.check().isSound)
    }

    @Test func aCopyOfADescendingListingsKeyIsTakenOutToo() async throws {
        try await engine.register(order: [SortKey(.property("user.email"), descending: true)])
        let zoe = try await makeZoe()
        let inverted = "Zoe@Example.com".utf8.map { ~$0 }
        #expect(try isThere(inverted))
        try await leave(inverted)
        #expect(try await engine.erase(.account(.id(zoe))).isComplete)
        #expect(try !isThere(inverted))
        #expect(try await engine.check().isSound)
    }

    @Test func anEscapedCopyIsTakenOutToo() async throws {
        let account = try await company.customer(#"a"quoted"key"#)
        let escaped = Array(#"a\"quoted\"key"#.utf8)
        try await leave(escaped)
        #expect(try await engine.erase(.account(.id(account))).isComplete)
        #expect(try !isThere(escaped))
    }

    @Test func aFileWithoutCopiesIsNotRewritten() async throws {
        let zoe = try await makeZoe()
        let before = try await rewritings()
        #expect(try await engine.erase(.account(.id(zoe))).isComplete)
        #expect(try await rewritings() == before)
        #expect(try await engine.finishErasing())
        #expect(try await rewritings() != before)
    }

    @Test func whatALivingAccountHasIsNotLookedFor() async throws {
        let zoe = try await makeZoe()
        let member = try await company.member("zoe-0001", ["email": "zoe@example.com", "mobileNumber": "+14155550188"])
        let before = try await rewritings()
        #expect(try await engine.erase(.account(.id(zoe))).isComplete)
        #expect(try isThere(Array("zoe@example.com".utf8)))
        #expect(try await rewritings() == before)
        #expect(try await engine.erase(.account(.id(member))).isComplete)
        #expect(try !isThere(Array("zoe@example.com".utf8)))
    }

    /// As on a full disk. Here SQLite may not open the second file that it copies the rows to.
    @Test(arguments: [true, false])
    func aFileThatCannotBeRewrittenKeepsTheErasureOpen(laterByErasing: Bool) async throws {
        let copy = Array("Zoe.Old@example.com".utf8)
        let zoe = try await makeZoe()
        let other = try await company.customer("other", ["email": "other@example.com"])
        try await leave(copy)
        try await allowSecondFiles(false)
        let erasure = try await engine.erase(.account(.id(zoe)))
        #expect(erasure.accounts == [zoe])
        #expect(!erasure.isComplete)
        #expect(try isThere(copy))
        await #expect(throws: ConcordError.self) { try await engine.finishErasing() }
        #expect(try await engine.check().isSound)
        try await allowSecondFiles(true)
        if laterByErasing {
            #expect(try await engine.erase(.account(.id(other))).isComplete)
        } else {
            #expect(try await engine.finishErasing())
        }
        #expect(try !isThere(copy))
    }

    private func allowSecondFiles(_ areAllowed: Bool) async throws {
        try await store.pool.writeWithoutTransaction { database in
            _ = sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_ATTACHED, areAllowed ? 10 : 0)
        }
    }

    @Test func aReaderOfTheTimeBeforeKeepsTheErasureOpen() async throws {
        let copy = Array("Zoe.Old@example.com".utf8)
        let zoe = try await makeZoe()
        try await leave(copy)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: company.temporary.path, configuration: configuration)
        try await reader.writeWithoutTransaction { try $0.execute(sql: "BEGIN; SELECT number FROM account LIMIT 1") }
        #expect(try await !engine.erase(.account(.id(zoe))).isComplete)
        #expect(try await !engine.finishErasing())
        try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await engine.finishErasing())
        #expect(try !isThere(copy))
        try reader.close()
    }

    @Test func erasuresAtTheSameTimeAllComplete() async throws {
        var accounts: [AccountID] = []
        for number in 100..<130 {
            accounts.append(try await company.customer("key-\(number)", ["email": .string("n\(number)@example.com")]))
        }
        try await leave(Array("n115@example.com".utf8))
        let engine = engine
        let erasures = try await withThrowingTaskGroup(of: Erasure.self) { group in
            for account in accounts { group.addTask { try await engine.erase(.account(.id(account))) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(erasures.map(\.isComplete) == Array(repeating: true, count: accounts.count))
        #expect(try !isThere(Array("@example.com".utf8)))
        #expect(try await engine.check().isSound)
    }
}

extension TemporaryStore {
    /// Overwrites bytes of the database's main file behind SQLite's back.
    func write(_ bytes: [UInt8], at place: Int) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}
