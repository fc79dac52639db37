import ArgumentParser
import Concord

/// `concord migrate`: an existing database, this version's schema.
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings a database to this version's schema.",
        discussion: """
            Prints each step that was done, or that there was nothing to do. Never changes a database that a newer \
            version or another program wrote.
            """
    )

    @OptionGroup var database: DatabaseOption

    func run() throws {
        let steps = try IdentityEngine.schemaSteps(ofDatabaseAt: database.path)
        try database.openAndMigrate().close()
        print(Migrate.text(done: steps.done, now: steps.pending))
    }

    /// What is printed: the steps that were done now, or the newest step.
    static func text(done: [String], now: [String]) -> String {
        if now.isEmpty { return "The schema is current: \(done.last ?? "no steps")." }
        return now.map { "Done: \($0)" }.joined(separator: "\n")
    }
}
