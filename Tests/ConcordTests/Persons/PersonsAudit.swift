import ConcordTesting
import Foundation
import GRDB

@testable import Concord

/// What is wrong with a store's persons, by comparing every row that is about them with the pure function of its
/// accounts, decisions, links, pins and policy.
struct PersonsAudit {
    private(set) var problems: [String] = []

    private let lookup: AccountLookup
    private let secret: SipHash.Key
    private let database: Database
    private let accounts: [Account]
    private let evidence: [AccountEvidence]
    private let resolution: Resolution

    /// - Parameter allowsPending: whether accounts may wait to be resolved; then only what must hold of any partition is
    ///   looked at.
    static func problems(of engine: IdentityEngine, allowsPending: Bool = false) async throws -> [String] {
        let secret = engine.store.secret
        let catalogue = try await engine.store.read { $0.catalogue }
        return try await engine.store.pool.read { database in
            let lookup = AccountLookup(connection: Connection(database), catalogue: catalogue)
            var audit = try PersonsAudit(lookup, secret, database)
            try audit.checkIDs()
            try audit.checkRecords()
            try audit.checkIdentifiers()
            let pending = try PendingTable.count(on: lookup.connection)
            if pending == 0 || !allowsPending {
                if pending > 0 { audit.problems.append("\(pending) accounts are pending") }
                audit.checkPartition()
                try audit.checkReviews()
            }
            return audit.problems
        }
    }

    private init(_ lookup: AccountLookup, _ secret: SipHash.Key, _ database: Database) throws {
        self.lookup = lookup
        self.secret = secret
        self.database = database
        accounts = try PersonsSnapshot.accounts(lookup)
        evidence = accounts.map(lookup.catalogue.rules.evidence)
        let standing = try Int64.fetchAll(database, sql: "SELECT id FROM decision WHERE ended_at IS NULL")
        resolution = Resolver.everything(
            accounts: evidence,
            decisions: try standing.compactMap { try DecisionTable.record($0, lookup.connection)?.decision },
            links: try LinkTable.all(on: lookup.connection),
            rules: lookup.catalogue.rules
        )
    }

    private mutating func expect(_ isRight: Bool, _ problem: @autoclosure () -> String) {
        if !isRight { problems.append(problem()) }
    }

    private mutating func checkPartition() {
        let stored = Set(Dictionary(grouping: accounts, by: \.person).values.map { Set($0.map(\.id)) })
        let expected = Set(resolution.persons.map(Set.init))
        expect(
            stored == expected,
            "stored but wrong: \(stored.subtracting(expected)), missing: \(expected.subtracting(stored))")
        for account in accounts {
            let companions = accounts.count { $0.person == account.person }
            expect(account.hasCompanions == (companions > 1), "\(account.id) has companions: \(account.hasCompanions)")
        }
    }

    /// A person has the smallest id that its accounts carry, and no id is carried twice.
    private mutating func checkIDs() throws {
        let living = Set(accounts.map(\.id.ulid))
        let numbers = Set(accounts.map(\.number))
        for row in try Row.fetchAll(database, sql: "SELECT id, account FROM carried_id") {
            let carrier: Int64? = row["account"]
            expect(carrier.map(numbers.contains) ?? true, "account \(carrier ?? 0) carries an id and is gone")
        }
        for (person, members) in Dictionary(grouping: accounts, by: \.person) {
            let carried = try members.flatMap { try CarriedIDTable.ids(of: $0.number, on: lookup.connection) }
            expect(living.isDisjoint(with: carried), "\(person) carries the id of a living account")
            let smallest = (members.map(\.id.ulid) + carried).min()
            expect(smallest == person.ulid, "\(person) should be \(smallest.map(PersonID.init)?.description ?? "")")
        }
    }

    private mutating func checkRecords() throws {
        let persons = Dictionary(grouping: accounts, by: \.person)
        let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM person") ?? 0
        expect(rows == persons.count, "\(rows) rows of person for \(persons.count) persons")
        for (person, members) in persons {
            let pins = try members.flatMap { try PinTable.pins(of: $0, on: lookup.connection) }
            let record = GoldenRecord.make(of: members, pins: pins, rules: lookup.catalogue.rules)
            let expected = PersonRecord(
                properties: JSONValue.object(record.properties).printed(),
                updatedAt: members.map(\.updatedAt.milliseconds).max() ?? 0
            )
            let stored = try PersonTable.find(person, on: lookup.connection)
            let text = stored.map { "\($0.updatedAt) " + String(decoding: $0.properties, as: UTF8.self) }
            expect(
                stored == expected, "\(person) is \(text ?? "missing"), not \(expected.updatedAt) \(record.properties)")
        }
    }

    /// The rows by which carriers are found, and what is remembered of their number.
    private mutating func checkIdentifiers() throws {
        let rules = lookup.catalogue.rules
        let table = IdentifierTable(policy: lookup.catalogue.policyVersion, connection: lookup.connection)
        var carriers: [Identifier: [AccountEvidence]] = [:]
        for account in evidence {
            for carried in account.identifiers { carriers[carried.identifier, default: []].append(account) }
        }
        let count = "SELECT count(*) FROM identifier WHERE policy = \(lookup.catalogue.policyVersion)"
        let rows = try Int.fetchOne(database, sql: count) ?? 0
        expect(rows == carriers.values.reduce(0) { $0 + $1.count }, "\(rows) rows of identifier")
        for (identifier, accounts) in carriers {
            let fingerprint = IdentifierFingerprint(of: identifier, key: secret)
            let verified = accounts.filter { $0.trust(in: identifier) == .verified }.map(\.number).sorted()
            let declared = accounts.filter { $0.trust(in: identifier) == .declared }.map(\.number).sorted()
            let stored = try table.carriers(of: fingerprint, limit: .max)
            expect(stored == verified + declared, "\(identifier) is carried by \(stored)")
            let sharing = try table.sharing(of: fingerprint)?.sharing ?? .usable
            let expected = Sharing.of(identifier, carriers: accounts, above: rules.sharedAbove)
            // Without a verified carrier it is nobody's, by either word.
            let isSame = sharing == expected || verified.isEmpty && sharing != .usable && expected != .usable
            expect(isSame, "\(identifier) is \(sharing), not \(expected)")
        }
    }

    private mutating func checkReviews() throws {
        let expected = Set(resolution.reviews.map { ReviewSubject($0.subject, secret: secret) })
        let stored = Set(try ReviewTable.open(limit: .max, on: lookup.connection).map(\.subject))
        expect(
            stored == expected,
            "reviews left: \(stored.subtracting(expected)), missing: \(expected.subtracting(stored))")
        let listed = try PersonLookup(accounts: lookup).reviews(limit: .max, secret: secret).map(\.item)
        expect(Set(listed) == Set(resolution.reviews), "the list of reviews is \(listed)")
    }
}
