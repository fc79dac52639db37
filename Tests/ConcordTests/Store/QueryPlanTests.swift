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

    private static func expectIndexesOnly(_ statements: [SQLText]) async throws {
        let engine = try TemporaryStore().open()
        for statement in statements {
            let plan = try await Self.plan(of: statement.text, in: engine)
            for step in plan {
                #expect(!step.hasPrefix("SCAN"), "\(statement.text): \(plan)")
                #expect(!step.contains("TEMP B-TREE"), "\(statement.text): \(plan)")
            }
        }
    }

    @Test func theHotPathReadsByIndexOnly() async throws {
        let keys = MatchKeyTable.statements + ListingKeyTable.statements
        let resident = [EventTable.ofAccounts]
        try await Self.expectIndexesOnly(AccountLookup.finders + resident + keys + AccountTable.statements)
    }

    /// What every write does for its persons.
    @Test func resolvingReadsByIndexOnly() async throws {
        let persons = AccountLookup.personStatements + PersonTable.statements + CarriedIDTable.statements
        let evidence = IdentifierTable.statements + DecisionTable.statements + LinkTable.statements
        let rest = ReviewTable.statements + PinTable.statements + PendingTable.statements + EventTable.statements
        try await Self.expectIndexesOnly(persons + evidence + rest)
    }
}
