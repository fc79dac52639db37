import GRDB

@testable import Concord

/// The bytes of the tables that say who is who.
struct PersonsTables: Equatable {
    /// Each row as SQL text, by table.
    let rows: [String: [String]]

    /// `account` without its values and times, which are the vendors' and not the persons'. The time of a review item is
    /// when it was opened, which a join that ends opens again (design.md 5 does not compare it).
    static let everything = [
        "account": ["number", "person", "has_companions"],
        "person": ["id", "properties", "updated_at"],
        "carried_id": ["id", "account"],
        "identifier": ["policy", "fingerprint", "declared", "account"],
        "pin": ["account", "name", "value", "at", "made_by", "because"],
        "review": ["kind", "subject"],
    ]

    init(_ engine: IdentityEngine, _ tables: [String: [String]] = everything) async throws {
        rows = try await engine.store.pool.read { database in
            try tables.reduce(into: [:]) { rows, table in
                let row = table.value.map { "quote(\($0))" }.joined(separator: " || ' ' || ")
                rows[table.key] = try String.fetchAll(database, sql: "SELECT \(row) FROM \(table.key) ORDER BY 1")
            }
        }
    }

    /// The lines that only one of two has.
    func differences(from other: PersonsTables) -> [String] {
        Set(rows.keys).union(other.rows.keys).sorted().flatMap { table in
            let (left, right) = (Set(rows[table] ?? []), Set(other.rows[table] ?? []))
            return left.subtracting(right).sorted().map { "+ \(table) \($0)" }
                + right.subtracting(left).sorted().map { "- \(table) \($0)" }
        }
    }
}
