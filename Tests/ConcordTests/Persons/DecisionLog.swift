import GRDB

@testable import Concord

/// Every decision that was ever made, as its table has it.
struct DecisionLog {
    struct Ending: Equatable {
        let by: String?
        let because: String?
        let replacedBy: Int64?
    }

    private(set) var standing: [Int64] = []
    private(set) var ended: [Int64: Ending] = [:]

    init(_ engine: IdentityEngine) async throws {
        let rows = try await engine.store.pool.read { try Row.fetchAll($0, sql: "SELECT * FROM decision ORDER BY id") }
        for row in rows {
            if row["ended_at"] == nil {
                standing.append(row["id"])
            } else {
                let ending = Ending(by: row["ended_by"], because: row["ended_because"], replacedBy: row["replaced_by"])
                ended[row["id"]] = ending
            }
        }
    }
}
