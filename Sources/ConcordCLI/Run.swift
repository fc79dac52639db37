import ArgumentParser
import Concord

/// `concord run`: what batch runs wrote to a database.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Lists and undoes what dedupe --link wrote.",
        discussion: """
            A run holds the links by which dedupe --link made accounts one person, and those that wait for review. \
            Decisions outrank them all.
            """,
        subcommands: [RunList.self, RunUndo.self]
    )
}

/// `concord run list`.
struct RunList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the runs, oldest first.",
        discussion: """
            Says of each how many accounts it read, how many links it wrote, and how many of those stand: later runs \
            take the place of links, undoing deletes them, and so does erasing an account. With --json, one line a run: \
            {"id","at","accounts","accepted","possible","clusters","standing","undoneAt"}. Writes nothing.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Flag(help: "Print one line of JSON a run.")
    var json = false

    func run() async throws {
        let runs = try await database.reading { try await $0.runs() }
        if runs.isEmpty, !json { print("There are no runs.") }
        for run in runs { RunAnswer(run: run).print(asJSON: json) }
    }
}

/// `concord run undo`.
struct RunUndo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Deletes a run's links and resolves their accounts again.",
        discussion: """
            Persons are afterwards what they are without the run's links; decisions that were made meanwhile stay. The \
            links that the run replaced do not come back: dedupe --link finds them again. A run is undone once. After \
            an interruption rebuild goes on.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Argument(help: ArgumentHelp("The run's number.", valueName: "run"))
    var number: Int64

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() async throws {
        let run = try await database.writing { try await $0.undo(run: number) }
        RunAnswer(run: run).print(asJSON: json)
    }
}

/// One run as the command line shows it.
struct RunAnswer: Answer {
    let run: LinkageRun

    var json: JSONValue {
        [
            "id": run.id.map(JSONValue.integer) ?? .null, "at": .string(run.at.iso8601),
            "accounts": .integer(Int64(run.accounts)), "accepted": .integer(Int64(run.summary.accepted)),
            "possible": .integer(Int64(run.summary.possible)), "clusters": .integer(Int64(run.summary.clusters)),
            "standing": .integer(Int64(run.standing)),
            "undoneAt": run.undoneAt.map { .string($0.iso8601) } ?? .null,
        ]
    }

    var lines: [String] {
        let found = "\(HumanText.count(run.accounts, "account")), \(run.summary.accepted) links accepted"
        let state = run.undoneAt.map { "undone \(HumanText.minute($0))" } ?? "\(run.standing) stand"
        let number = run.id.map { "\($0)" } ?? "-"
        return ["run \(number), \(HumanText.minute(run.at)): \(found), \(run.summary.possible) possible, \(state)"]
    }
}
