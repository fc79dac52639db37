import ConcordTesting
import Foundation
import Testing

@testable import Concord
@testable import ConcordLinkage

/// A store of generated people, and what tests ask of it.
struct LinkedStore {
    let engine: IdentityEngine

    /// - Parameter membersAreCustomers: whether the live chat's keys are the company's customer ids, as the CRM's are. These
    ///   people have other keys everywhere, so then nobody is in both.
    init(seed: UInt64, count: Int = 240, membersAreCustomers: Bool = false) async throws {
        engine = try TemporaryStore().open(seed: seed) {
            $0.durability = .normal
            var policy = ResolutionPolicy()
            policy.defaultRegion = "AU"
            if !membersAreCustomers { policy.identifiers = ["channel": [IdentifierOption(kind: "none", from: "key")]] }
            $0.policy = policy
        }
        try await PeopleGenerator(seed: seed).load(count, into: engine)
    }

    /// Enough for small tables, and quick without optimisation.
    static var configuration: LinkageConfiguration {
        var configuration = LinkageConfiguration()
        configuration.randomPairs = 20_000
        return configuration
    }

    @discardableResult
    func link(possible: Double = 0.1) async throws -> LinkageRun {
        var configuration = LinkedStore.configuration
        configuration.possible = possible
        return try await engine.link(configuration: configuration)
    }

    /// The clusters that linkage finds now.
    func clusters() async throws -> Set<Set<AccountID>> {
        let input = try await engine.linkageInput()
        let result = try input.run(LinkedStore.configuration)
        return Set(
            Dictionary(grouping: input.accounts.indices) { result.clusters[$0] }.values.map { rows in
                Set(rows.map { input.accounts[$0] })
            })
    }

    func accounts() async throws -> [Account] {
        try await engine.store.read { try PersonsSnapshot.accounts($0) }.sorted { $0.number < $1.number }
    }

    func persons() async throws -> Set<Set<AccountID>> {
        Set(Dictionary(grouping: try await accounts(), by: \.person).values.map { Set($0.map(\.id)) })
    }

    func links() async throws -> [Link] { try await engine.store.read { try LinkTable.all(on: $0.connection) } }

    func events() async throws -> [Event] { try await engine.events(limit: 100_000) }

    /// Every byte of all that is known of persons.
    func personTables() async throws -> PersonsTables {
        let links = ["link": ["a", "b", "run", "verdict", "weight", "probability"], "pending": ["account"]]
        return try await PersonsTables(engine, PersonsTables.everything.merging(links) { $1 })
    }

    /// What is not as the pure function makes it of the store, by two ways of looking.
    func problems() async throws -> [String] {
        let report = try await engine.checkPersons()
        let checks = report.checks.filter { $0.findings > 0 }.map { "\($0.name): \($0.examples)" }
        return try await checks + PersonsAudit.problems(of: engine)
    }
}
