import ArgumentParser
import Concord

/// `concord apply`: requests in, answers out.
struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Applies a vendor's upserts, one JSON request a line.",
        discussion: """
            Reads one request body a line (Channel.io's with "memberId" beside the body's members; blank lines are \
            skipped) and writes one line for each, in the same order: the vendor's answer, or \
            {"error":<the vendor's error body>,"status":n,"line":n}. A refused line harms no other, and makes the exit \
            code 1. Makes the database, or brings it to this version's schema, first.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Option(help: "Whose requests they are.")
    var vendor: VendorChoice

    @Option(help: ArgumentHelp("The bot (BOT or BOT/INTEGRATION), app or channel.", valueName: "name"))
    var scope = Space.defaultScope

    @Argument(help: ArgumentHelp("The requests; - for standard input.", valueName: "file"))
    var input = "-"

    @Option(help: ArgumentHelp("Where the answers go, in place of standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The policy of a new database, in YAML.", valueName: "file"))
    var policy: String?

    func validate() throws {
        try vendor.validate(scope: scope)
    }

    /// The database comes last: a slip in the other options leaves no new file behind.
    func run() async throws {
        let policy = try policy.map { try PolicyFile.read($0) }
        var lines = try InputLines(path: input)
        let answers = try output.map(AnswerOutput.init(path:)) ?? AnswerOutput()
        let engine = try database.openOrCreate(policy: policy)
        defer { try? engine.close() }
        let summary = try await apply(&lines, vendor.upserts(engine, scope: scope), answers)
        try answers.commit()
        if summary.refused > 0 { throw ExitCode(CommandStatus.refused.rawValue) }
    }

    /// Applies batch by batch, and stops when the store itself fails.
    private func apply(
        _ lines: inout InputLines,
        _ upserts: any VendorUpserts,
        _ answers: AnswerOutput
    ) async throws -> ApplySummary {
        let start = ContinuousClock.now
        var summary = ApplySummary()
        var progress = Progress()
        var failure: ConcordError?
        while failure == nil, let batch = try lines.nextBatch() {
            let applied = await upserts.apply(batch)
            try answers.write(applied.flatMap(\.output))
            applied.forEach { summary.count($0.result) }
            failure = applied.lazy.compactMap(\.storeFailure).first
            if StandardError.isTerminal, let text = progress.text(lines: summary.lines, after: .now - start) {
                StandardError.print(text, terminator: "")
            }
        }
        if let end = progress.end { StandardError.print(end, terminator: "") }
        StandardError.print(summary.text(of: "\(vendor.rawValue):\(scope)", after: .now - start))
        if let failure { throw failure }
        return summary
    }
}
