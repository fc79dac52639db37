import ArgumentParser
import ConcordLinkage
import Foundation

/// `concord dedupe`: finds the rows of files, or the accounts of a database, that are the same person.
struct Dedupe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe",
        abstract: "Finds the rows of files, or accounts, that are the same person.",
        discussion: """
            Needs no labels and no configuration: columns are recognised, the model is learnt from the data. Prints one JSON \
            object; several files are several sources.

            With --database the rows are its accounts. The columns, for --fields and --ignore, are those fields of persons \
            that tell people apart (user.email, user.city, and so on), and attributes whose names say what they are. \
            What decisions and identifiers make one person stays one, and what a decision or the policy keeps apart stays \
            apart. Nothing is written to the database.

            --link writes a run to it: persons become what the clusters are, and pairs that are only possible become \
            items for review. The run's links take the place of those of earlier runs; when they are the same, nothing \
            is written and "changed" is false. All links stand from one moment on, and persons follow in slices; after an \
            interruption the next run or rebuild goes on. concord run lists and undoes runs.

            EXIT CODES:
              0   done
              1   the data cannot be read or linked, or a result cannot be written
              2   the command line is wrong: an unknown option or column, a bad number
              65 to 78 are those of 'concord --help', where the database is at fault
            """
    )

    @Argument(help: "CSV (RFC 4180) or JSON Lines files; none with --database.")
    var input: [String] = []

    @Option(help: .init("The database whose accounts are the rows.", valueName: "file"))
    var database: String?

    @Flag(help: "Write what is found to the database, as a run.")
    var link = false

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

    @Option(
        help: .init(
            "Names that may stand for each other, one group a line (pepe jose); added to those that are built in. "
                + "May be given several times.",
            valueName: "file"
        )
    )
    var nicknames: [String] = []

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

    func validate() throws {
        guard database != nil else {
            if input.isEmpty {
                throw ValidationError("Missing expected argument '<input> ...'. Name files, or a --database.")
            }
            if link { throw ValidationError("--link writes to a database. Name it with --database.") }
            return
        }
        let ofFiles = [
            ("<input>", !input.isEmpty), ("--id", id != nil), ("--source", source != nil),
            ("--clean-source", !cleanSource.isEmpty), ("--truth", truth != nil),
        ]
        for (option, isGiven) in ofFiles where isGiven {
            throw ValidationError("\(option) is for files. Leave it out: a database's accounts have ids and spaces.")
        }
    }

    func run() async throws {
        do {
            if let database { try await dedupe(database: database) } else { try dedupeFiles() }
        } catch {
            OutputFile.discardAll()
            guard let error = error as? LinkageError else { throw error }
            StandardError.print("concord dedupe: \(error)")
            throw ExitCode(error.code == .usage ? CommandFailure.usageOfDedupe : 1)
        }
    }

    /// What the options ask of linkage.
    func configuration(_ progress: ProgressLine) throws -> LinkageConfiguration {
        let threads = self.threads ?? min(256, ProcessInfo.processInfo.activeProcessorCount)
        guard (1...256).contains(threads) else {
            throw LinkageError(.usage, "--threads must be 1 to 256", remedy: "Leave it out to use all processors")
        }
        var configuration = LinkageConfiguration()
        configuration.fields = try fields.map(FieldsFile.read) ?? []
        configuration.nicknames = try nicknames.reduce(.standard) { $0.adding(lines: try NicknamesFile.read($1)) }
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
}
