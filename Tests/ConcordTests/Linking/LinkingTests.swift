import ConcordTesting
import Testing

@testable import Concord
@testable import ConcordLinkage

/// A run over a store makes persons what its clusters are.
@Suite struct LinkingTests {
    @Test(arguments: [1, 2, 3] as [UInt64], [false, true])
    func personsAreTheClusters(seed: UInt64, membersAreCustomers: Bool) async throws {
        let store = try await LinkedStore(seed: seed, membersAreCustomers: membersAreCustomers)
        let before = try await store.persons()
        let clusters = try await store.clusters()
        let run = try await store.link()
        let persons = try await store.persons()
        #expect(persons == clusters, "seed \(seed)")
        #expect(run.summary.clusters == clusters.count)
        // A spanning tree of what decisions and identifiers had not joined, and nothing more.
        #expect(run.summary.accepted == before.count - clusters.count, "seed \(seed)")
        #expect(run.summary.accepted > 0, "seed \(seed)")
        #expect(try await store.problems() == [], "seed \(seed)")
    }

    @Test func peopleAreFoundThatNoIdentifierJoins() async throws {
        let store = try await LinkedStore(seed: 4)
        var truth: [String: String] = [:]
        PeopleGenerator(seed: 4).forEachRow(240) { truth[$0[0]] = $0[2] }
        var names: [AccountID: String] = [:]
        for account in try await store.accounts() {
            let record = (account.key ?? account.tags["id"] ?? "").split(separator: "-").last.map(String.init)
            names[account.id] = record.flatMap { truth[$0] }
        }
        func pairs() async throws -> (right: Int, wrong: Int) {
            let pairs = try await store.persons().flatMap { person in
                let members = person.sorted()
                return members.indices.flatMap { i in members[..<i].map { (members[i], $0) } }
            }
            let right = pairs.count { names[$0.0] == names[$0.1] }
            return (right, pairs.count - right)
        }
        let before = try await pairs()
        try await store.link()
        let after = try await pairs()
        #expect(after.right * 10 > before.right * 11, "\(before), \(after)")
        #expect(after.wrong * 20 < after.right, "\(before), \(after)")
    }

    @Test(arguments: [5, 6] as [UInt64]) func aSecondRunChangesNothing(seed: UInt64) async throws {
        let store = try await LinkedStore(seed: seed)
        let first = try await store.link()
        let (tables, events) = (try await store.personTables(), try await store.events().count)
        let second = try await store.link()
        #expect(first.id == 1)
        #expect(second.id == nil)
        #expect(second.summary == first.summary)
        #expect(try await store.personTables() == tables, "seed \(seed)")
        #expect(try await store.events().count == events)
        #expect(try await store.engine.runs().map(\.id) == [1])
    }

    @Test func linkageAloneWritesNothing() async throws {
        let store = try await LinkedStore(seed: 7, count: 60)
        let (tables, events) = (try await store.personTables(), try await store.events().count)
        _ = try await store.clusters()
        #expect(try await store.personTables() == tables)
        #expect(try await store.events().count == events)
    }

    @Test func aLaterRunTakesThePlaceOfTheLinksBefore() async throws {
        let store = try await LinkedStore(seed: 8)
        try await store.link()
        // What tied some accounts is no longer there, and others have come.
        for account in try await store.accounts().filter({ $0.number % 3 == 0 }) {
            let changes = account.fields[.profile].members.filter { $0.name.hasSuffix("ame") }
                .map { FieldChange.set(.profile, $0.name, .string("Someone\(account.number)")) }
            _ = try await store.engine.upsert(
                AccountWrite(space: account.space, match: .id(account.id), changes: changes))
        }
        try await PeopleGenerator(seed: 80).load(300, into: store.engine)
        let clusters = try await store.clusters()
        let run = try await store.link()
        #expect(run.id == 2)
        #expect(try await store.persons() == clusters)
        #expect(try await store.engine.runs().map(\.standing) == [0, try await store.links().count])
        #expect(try await store.problems() == [])
    }

    @Test func aRunIsOneEventAndEachJoinAnother() async throws {
        let store = try await LinkedStore(seed: 9)
        let before = try await store.events().count
        let run = try await store.link()
        let events = try await store.events().dropFirst(before)
        let words = "run 1: \(run.summary.accepted) accepted, \(run.summary.possible) possible"
        #expect(events.filter { $0.kind == .runLinked }.map(\.reason) == [words])
        #expect(events.contains { $0.kind == .personJoined && $0.reason == "link" })
    }

    @Test func whatAnInterruptedRunLeftIsPendingAndGoesOn() async throws {
        let store = try await LinkedStore(seed: 10)
        let input = try await store.engine.linkageInput()
        let plan = LinkPlan(try input.run(LinkedStore.configuration), of: input)
        let clusters = try await store.clusters()
        let (count, last) = (input.accounts.count, input.last)
        _ = try await store.engine.store.queue.write { try $0.link(plan, accounts: count, upTo: last) }
        #expect(try await store.engine.pendingCount() ?? 0 > 0)
        try await store.engine.resolvePending()
        #expect(try await store.persons() == clusters)
        #expect(try await store.problems() == [])
    }

    @Test func whoIsErasedMeanwhileIsNotLinked() async throws {
        let store = try await LinkedStore(seed: 11)
        let input = try await store.engine.linkageInput()
        let result = try input.run(LinkedStore.configuration)
        let erased = try #require(LinkPlan(result, of: input).links.first { $0.state == .accepted }).a
        try await store.engine.delete(.id(erased))
        try await store.engine.link(result, of: input)
        #expect(try await store.links().allSatisfy { $0.a != erased && $0.b != erased })
        #expect(try await store.problems() == [])
    }

    @Test func aStoreWithoutAccountsIsRefused() async throws {
        let engine = try TemporaryStore().open()
        await #expect(throws: LinkageError.self) { try await engine.link() }
    }
}
