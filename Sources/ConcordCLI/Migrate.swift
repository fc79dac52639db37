import ArgumentParser
import Concord

/// `concord migrate`: an existing database, this version's schema.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings a database to this version's schema.",
        discussion: """
            Prints each step that was done, or that there was nothing to do. Finishes a rebuild that an upgrade has \
            begun or that was interrupted. Never \
            changes a database that a newer version or another program wrote.
            """
    )

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let steps = try IdentityEngine.schemaSteps(ofDatabaseAt: database.path)
        try await Rebuild.stopping { signals in
            try await database.writing { engine in
                print(Migrate.text(done: steps.done, now: steps.pending))
                // No count: a rebuild is under way.
                if try await engine.pendingCount() == nil { try await Rebuild.run(engine, signals) }
            }
        }
    }

    /// What is printed: the steps that were done now, or the newest step.
    static func text(done: [String], now: [String]) -> String {
        if now.isEmpty { return "The schema is current: \(done.last ?? "no steps")." }
        return now.map { "Done: \($0)" }.joined(separator: "\n")
    }
}
