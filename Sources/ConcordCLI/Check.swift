import ArgumentParser
import Concord

/// `concord check`: is everything in the database as it has to be?
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for damage and contradictions in a database.",
        discussion: """
            Compares everything that is stored twice, or that follows from something else, and prints one line for each \
            check; what was found is described on standard error, without personal data. Reads one snapshot and changes \
            nothing, also while others write. The exit code is 1 when anything was found.
            """
    )

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let engine = try database.openReadOnly()
        defer { try? engine.close() }
        let line = ProgressText()
        let report = try await engine.check { line.show("\($0.check): \($0.examined) \($0.unit)") }
        line.end()
        for check in report.checks {
            print(Check.line(of: check))
            for text in Check.examples(of: check) { StandardError.print(text) }
        }
        print("\(report.isSound ? "sound" : "NOT SOUND"): accounts \(report.accounts), spaces \(report.spaces)")
        if !report.isSound { throw ExitCode(CommandStatus.refused.rawValue) }
    }

    /// One check in one line, such as `match keys: sound (3000 fingerprints)`.
    static func line(of check: CheckResult) -> String {
        let verdict =
            switch check.findings {
            case 0: "sound"
            case 1: "1 finding"
            default: "\(check.findings) findings"
            }
        return "\(check.name): \(verdict) (\(check.examined) \(check.unit))"
    }

    /// The first findings of a check, one a line.
    static func examples(of check: CheckResult) -> [String] {
        let lines = check.examples.map { finding in
            let places = [
                finding.table.map { "in \($0)" }, finding.row.map { "row \($0)" }, finding.account.map { "\($0)" },
            ]
            let place = places.compactMap { $0 }.joined(separator: ", ")
            return "concord: \(check.name): \(finding.code): \(finding.message)" + (place.isEmpty ? "" : " (\(place))")
        }
        let rest = check.findings - lines.count
        return rest == 0 ? lines : lines + ["concord: \(check.name): and \(rest) more"]
    }
}
