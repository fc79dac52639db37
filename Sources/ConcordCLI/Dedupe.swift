import ArgumentParser
import ConcordLinkage
import Foundation

/// Finds the rows of files that are the same person.
struct Dedupe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe",
        abstract: "Finds the rows of files that are the same person.",
        discussion: """
            Needs no labels and no configuration: columns are recognised, the model is learnt from the data. Prints one JSON \
            object; several files are several sources.

            EXIT CODES:
              0   done
              1   the data cannot be read or linked, or a result cannot be written
              2   the command line is wrong: an unknown option or column, a bad number
            """
    )

    @Argument(help: "CSV (RFC 4180) or JSON Lines files.")
    var input: [String]

    @Option(help: .init("Write each row's id and cluster as CSV.", valueName: "file"))
    var output: String?

    @Option(help: .init("Write the pairs that match or may match as CSV, best first.", valueName: "file"))
    var pairs: String?

    @Option(help: .init("Write a page about the run: fields, model, scores, blocks, hardest pairs.", valueName: "file"))
    var report: String?

    @Option(
        help: .init(
            "Read the trained model from this file, or write it there when the file is not there yet.",
            valueName: "file"
        )
    )
    var model: String?

    @Option(help: .init("A YAML file of kinds by column, which overrule what is recognised.", valueName: "file"))
    var fields: String?

    @Option(help: .init("The column that names the rows; never a feature.", valueName: "column"))
    var id: String?

    @Option(help: .init("The column that names a row's source; never a feature.", valueName: "column"))
    var source: String?

    @Option(help: .init("A source that holds nobody twice; may be given several times.", valueName: "name"))
    var cleanSource: [String] = []

    @Option(
        help: .init("The column that holds the truth, to judge the result by; never a feature.", valueName: "column")
    )
    var truth: String?

    @Option(help: .init("A column that is never a feature; may be given several times.", valueName: "column"))
    var ignore: [String] = []

    @Option(help: .init("The probability from which a pair is a match.", valueName: "probability"))
    var match = 0.5

    @Option(help: .init("The probability from which a pair is listed as possible.", valueName: "probability"))
    var possible = 0.1

    @Option(help: .init("The number of threads (default: one a processor); never changes the output.", valueName: "n"))
    var threads: Int?

    func run() throws {
        do {
            try link()
        } catch let error as LinkageError {
            OutputFile.discardAll()
            FileHandle.standardError.write(Data("concord dedupe: \(error)\n".utf8))
            throw ExitCode(error.code == .usage ? CommandFailure.usageOfDedupe : 1)
        }
    }

    private func link() throws {
        let interruption = Interruption()
        defer { interruption.cancel() }
        let progress = ProgressLine()
        let linkage = try Linkage(configuration(progress))
        let outputs = try Outputs(self)
        var watch = ContinuousClock.now
        var reader = TableReader(threads: linkage.configuration.threads)
        reader.progress = { done, all in progress.show(.read, Double(done) / Double(max(1, all))) }
        let table = try reader.read(input)
        _ = try table.idColumnIndex(id)
        let readSeconds = (ContinuousClock.now - watch) / .seconds(1)
        let result = try linkage.run(table)
        watch = .now
        progress.end()
        warn(table)
        try outputs.write(table, result, id: id)
        let writeSeconds = (ContinuousClock.now - watch) / .seconds(1)
        let summary = DedupeSummary(table, result, readSeconds: readSeconds, writeSeconds: writeSeconds)
        FileHandle.standardOutput.write(try summary.json() + Data("\n".utf8))
    }

    private func configuration(_ progress: ProgressLine) throws -> LinkageConfiguration {
        let threads = self.threads ?? min(256, ProcessInfo.processInfo.activeProcessorCount)
        guard (1...256).contains(threads) else {
            throw LinkageError(.usage, "--threads must be 1 to 256", remedy: "Leave it out to use all processors")
        }
        var configuration = LinkageConfiguration()
        configuration.fields = try fields.map(FieldsFile.read) ?? []
        configuration.ignoredColumns = Set(ignore + [id].compactMap { $0 })
        configuration.sourceColumn = source
        configuration.cleanSources = Set(cleanSource)
        configuration.truthColumn = truth
        configuration.match = match
        configuration.possible = min(possible, match)
        configuration.threads = threads
        configuration.progress = { progress.show($0, $1) }
        if let model, let data = FileManager.default.contents(atPath: model) {
            configuration.model = try LinkageModel(decoding: data)
        }
        return configuration
    }

    private func warn(_ table: Table) {
        guard table.problemCount > 0 else { return }
        let lines = table.problems.map { "\($0.file), line \($0.line): \($0.message)" }
        let more = table.problemCount - lines.count
        let text = lines + (more > 0 ? ["and \(more) rows more"] : [])
        FileHandle.standardError.write(Data((text.joined(separator: "\n") + "\n").utf8))
    }
}

/// The files that a run writes, claimed before it begins.
private struct Outputs {
    private let clusters, pairs, report, model: OutputFile?
    private let title: String

    init(_ command: Dedupe) throws {
        clusters = try command.output.map(OutputFile.init)
        pairs = try command.pairs.map(OutputFile.init)
        report = try command.report.map(OutputFile.init)
        let isKnown = command.model.map { FileManager.default.fileExists(atPath: $0) } ?? true
        model = isKnown ? nil : try command.model.map(OutputFile.init)
        title = command.input.map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: ", ")
    }

    func write(_ table: Table, _ result: LinkageResult, id: String?) throws {
        let writer = try ResultWriter(table: table, result: result, idColumn: id)
        try clusters.map(writer.writeClusters)
        try pairs.map(writer.writePairs)
        try model.map(writer.writeModel)
        try report.map { try writer.writeReport(to: $0, title: title) }
    }
}
