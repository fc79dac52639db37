import ArgumentParser
import Concord

/// `concord events`: what happened, as it happens.
struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what happened to accounts and persons.",
        discussion: """
            One event a line, as JSON, oldest first: {"seq","at","kind","accounts":[...],"person","into","reason"}. \
            seq has no gaps: whoever remembers the last one misses nothing. Events hold no values. With --follow the \
            command waits for more until it is stopped with Ctrl-C or SIGTERM, or nobody reads its output any more; \
            its exit code is then 0. Writes nothing.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("Only the events after this one.", valueName: "seq"))
    var after: Int64 = 0

    @Option(help: ArgumentHelp("How many to print at most; all when left out.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Wait for more at the end.")
    var follow = false

    /// How many are read at a time.
    private static let pageSize = 1_000

    func validate() throws {
        guard after >= 0 else { throw ValidationError("--after is \(after). Give a number of at least 0.") }
        guard limit ?? 1 > 0 else { throw ValidationError("--limit is \(limit ?? 0). Give a number of at least 1.") }
    }

    func run() async throws {
        let output = try PipedOutput()
        try await database.reading { engine in
            do {
                if follow { try await print(following: engine, output) } else { try await print(engine, output) }
            } catch is PipedOutput.Closed {
                return
            } catch is CancellationError {
                return
            }
        }
    }

    /// The events that there are.
    private func print(_ engine: IdentityEngine, _ output: PipedOutput) async throws {
        var position = after
        var rest = limit ?? .max
        while rest > 0 {
            let page = try await engine.events(after: position, limit: min(rest, Events.pageSize))
            guard let last = page.last else { return }
            try output.write(page)
            (position, rest) = (last.seq, rest - page.count)
        }
    }

    /// The events that there are and those that come, until somebody stops it or nobody reads on.
    private func print(following engine: IdentityEngine, _ output: PipedOutput) async throws {
        let (after, limit) = (after, limit)
        let signals = CancellingSignals()
        let following = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await output.write(engine.eventFeed(after: after), limit: limit ?? .max) }
                group.addTask { try await output.waitForClosing() }
                try await group.next()
                group.cancelAll()
            }
        }
        signals.cancel(following)
        try await following.value
    }
}
