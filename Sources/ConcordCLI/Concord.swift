import ArgumentParser

/// The command `concord`.
@main
struct ConcordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concord",
        abstract: "Keeps several vendors' users in one store, and knows who is who.",
        discussion: """
            Concord takes the upserts of Botpress, User.com and Channel.io in their own shapes and keeps one SQLite \
            database of all accounts and of the persons that they are.

            \(CommandStatus.help)
            """,
        version: "0.1.0",
        subcommands: [
            Apply.self, Match.self, Users.self, PersonCommand.self, Review.self, Events.self, Policy.self, Rebuild.self,
            Dedupe.self, RunCommand.self, Migrate.self, Check.self, Backup.self,
        ] + serviceCommands
    )

    #if Service
    private static let serviceCommands: [any ParsableCommand.Type] = [Serve.self, Key.self]
    #else
    private static let serviceCommands: [any ParsableCommand.Type] = []
    #endif

    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            CommandFailure.exit(with: error)
        }
    }
}
