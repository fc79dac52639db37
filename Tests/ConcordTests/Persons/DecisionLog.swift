import GRDB

@testable import Concord

/// Every decision that was ever made, as its table has it.
struct DecisionLog {
    struct Ending: Equatable {
        let by: String?
        let because: String?
        let replacedBy: Int64?
    }

    let standing: [Int64]
    let ended: [Int64: Ending]

    init(_ engine: IdentityEngine) async throws {
        (standing, ended) = try await engine.store.pool.read { database in
            var ended: [Int64: Ending] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM decision WHERE ended_at IS NOT NULL") {
                let ending = Ending(by: row["ended_by"], because: row["ended_because"], replacedBy: row["replaced_by"])
                ended[row["id"]] = ending
            }
            let standing = "SELECT id FROM decision WHERE ended_at IS NULL ORDER BY id"
            return (try Int64.fetchAll(database, sql: standing), ended)
        }
    }
}
