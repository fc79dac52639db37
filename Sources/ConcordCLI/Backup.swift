import ArgumentParser
import Concord

/// `concord backup`: a copy of the database, while others write.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies a database to a new file while others write.",
        discussion: """
            The copy is the database as of one moment: every write that was answered before, none by half. It is one \
            file that needs no other beside it, readable by its owner alone, and is on the disk when the command ends. \
            A copy that fails or is interrupted leaves nothing.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Argument(help: ArgumentHelp("The copy's file, which must not be there yet.", valueName: "dest"))
    var destination: String

    func run() async throws {
        let engine = try database.openReadOnly()
        let signals = CancellingSignals()
        let line = ProgressText()
        let copying = Task {
            try await engine.backup(to: destination) { line.show("\(Int($0 * 100)) % copied") }
        }
        signals.cancel(copying)
        let result = await copying.result
        line.end()
        try? engine.close()
        if case .failure(is CancellationError) = result { signals.raise() }
        try result.get()
        StandardError.print("concord: The copy is \(destination)")
    }
}
