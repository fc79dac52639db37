import ArgumentParser
import Concord

/// `concord rebuild`: all persons anew.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Resolves all accounts into persons anew.",
        discussion: """
            Persons are afterwards what a fresh database with the same accounts, decisions and policy would have. \
            Other processes go on writing meanwhile, by the new policy from the first moment on. Ctrl-C and SIGTERM \
            stop it between two slices; the next rebuild goes on from there. With --check nothing is rebuilt: the \
            persons that are stored are compared with those that a rebuild would make, and the exit code is 1 when \
            they differ. Accounts that wait for a rebuild are counted and left out.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("The policy to follow from now on, in YAML.", valueName: "file"))
    var policy: String?

    @Flag(help: "Compare and write nothing.")
    var check = false

    func validate() throws {
        guard !check || policy == nil else {
            throw ValidationError("--check compares by the policy in force. Leave --policy out, or use policy check.")
        }
    }

    func run() async throws {
        if check { return try await compare() }
        let policy = try policy.map { try PolicyFile.read($0) }
        try await Rebuild.stopping { signals in
            try await database.writing { try await Rebuild.run($0, policy: policy, signals) }
        }
    }

    private func compare() async throws {
        let line = ProgressText()
        let report = try await database.reading { engine in
            try await engine.checkPersons { line.show("\($0.check): \($0.examined) \($0.unit)") }
        }
        line.end()
        for check in report.checks {
            print(Check.line(of: check))
            for text in Check.examples(of: check) { StandardError.print(text) }
        }
        if report.pending > 0 { print("\(HumanText.count(report.pending, "account")) left out, to wait for a rebuild") }
        if report.isRebuilding { print("A rebuild is under way: what it has not reached yet may differ") }
        if !report.isSound { throw ExitCode(CommandStatus.refused.rawValue) }
    }

    /// Rebuilds, with progress on a terminal, and says that it is done.
    static func run(
        _ engine: IdentityEngine,
        policy: ResolutionPolicy? = nil,
        _ signals: CancellingSignals
    ) async throws {
        let start = ContinuousClock.now
        let line = ProgressText()
        let rebuilding = Task { try await engine.rebuild(policy: policy) { line.show(Rebuild.text(of: $0)) } }
        signals.cancel(rebuilding)
        let result = await rebuilding.result
        line.end()
        try result.get()
        print("All persons are resolved (\(ApplySummary.seconds(.now - start))).")
    }

    /// Does what a signal may stop; then says how to go on, and ends the process by the signal.
    static func stopping(_ body: (CancellingSignals) async throws -> Void) async throws {
        let signals = CancellingSignals()
        do {
            try await body(signals)
        } catch is CancellationError {
            StandardError.print("concord: Stopped between two slices. To go on from there: concord rebuild.")
            signals.raise()
        }
    }

    /// `resolving persons: 2000 of 10000 accounts`.
    static func text(of progress: RebuildProgress) -> String {
        switch progress.phase {
        case "identifiers": "reading identifiers: \(progress.account) of \(progress.last) accounts"
        case "persons": "resolving persons: \(progress.account) of \(progress.last) accounts"
        default: "cleaning up"
        }
    }
}
