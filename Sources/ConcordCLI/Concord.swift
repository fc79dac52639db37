import ArgumentParser

/// The command `concord`.
@main
struct ConcordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concord",
        abstract: "Keeps the users of several vendors in one store.",
        discussion: """
            Concord takes the upserts of Botpress, User.com and Channel.io in their own shapes and keeps one SQLite \
            database of all accounts.

            \(CommandStatus.help)
            """,
        version: "0.1.0",
        subcommands: [Apply.self, Match.self, Users.self, Dedupe.self, Migrate.self, Check.self, Backup.self]
    )

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
