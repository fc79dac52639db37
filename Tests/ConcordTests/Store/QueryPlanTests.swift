import ConcordTesting
import GRDB
import Testing

@testable import Concord

/// Every statement of the hot path finds its rows by an index, and sorts nothing.
@Suite struct QueryPlanTests {
    private static func plan(of sql: String, in engine: IdentityEngine) async throws -> [String] {
        try await engine.store.pool.read { database in
            let parameters = (1...9).last { sql.contains("?\($0)") } ?? 0
            let arguments = StatementArguments(Array(repeating: "x", count: parameters))
            let steps = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
            return steps.map { $0["detail"] }
        }
    }

    @Test func theHotPathReadsByIndexOnly() async throws {
        let engine = try TemporaryStore().open()
        for statement in AccountLookup.finders + [AccountLookup.hinted, EventTable.ofAccounts]
            + MatchKeyTable.statements + ListingKeyTable.statements
            + AccountTable.statements
        {
            let plan = try await Self.plan(of: statement.text, in: engine)
            for step in plan {
                #expect(!step.hasPrefix("SCAN"), "\(statement.text): \(plan)")
                #expect(!step.contains("TEMP B-TREE"), "\(statement.text): \(plan)")
            }
        }
    }
}
