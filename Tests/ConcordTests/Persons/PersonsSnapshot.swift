import ConcordTesting
import Foundation

@testable import Concord

/// All that must not depend on the order of arrival: who is one person, what is known of them, what waits for a human.
struct PersonsSnapshot: Equatable, CustomStringConvertible {
    /// The names of a person's accounts, and the person's properties.
    let persons: [String: String]
    let reviews: Set<String>

    init(_ engine: IdentityEngine) async throws {
        let secret = engine.store.secret
        (persons, reviews) = try await engine.store.read { lookup in
            let accounts = try Self.accounts(lookup)
            var persons: [String: String] = [:]
            for (person, members) in Dictionary(grouping: accounts, by: \.person) {
                let record = try PersonTable.find(person, on: lookup.connection)
                persons[members.map(History.name).sorted().joined(separator: " ")] =
                    record.map { String(decoding: $0.properties, as: UTF8.self) } ?? "no record"
            }
            let names = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, History.name(of: $0)) })
            let reviews = try PersonLookup(accounts: lookup).reviews(limit: 1_000, secret: secret)
            return (persons, Set(reviews.map { Self.text($0.item, names) }))
        }
    }

    static func accounts(_ lookup: AccountLookup) throws -> [Account] {
        try lookup.catalogue.spaces.keys.flatMap {
            try lookup.accounts(in: $0, after: nil, limit: .max, newestFirst: false) { _ in true }
        }
    }

    static func text(_ item: ReviewItem, _ names: [AccountID: String]) -> String {
        let accounts = item.accounts.map { names[$0] ?? "erased" }.sorted()
        return switch item.subject {
        case .value(let identifier): "\(identifier.kind.rawValue) \(identifier.value) \(accounts)"
        case .link: "link \(accounts)"
        case .possible: "possible \(accounts)"
        }
    }

    var description: String {
        (persons.sorted { $0.key < $1.key }.map { "\($0): \($1)" } + reviews.sorted()).joined(separator: "\n")
    }
}
