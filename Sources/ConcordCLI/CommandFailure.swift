import ArgumentParser
import Concord
import Foundation

/// A failure of the command line's own doing: files, options.
struct CommandError: Error, Hashable, CustomStringConvertible {
    let status: CommandStatus
    /// What went wrong, with the option and the file.
    let message: String
    /// What to do about it.
    let remedy: String

    init(_ status: CommandStatus, _ message: String, remedy: String) {
        self.status = status
        self.message = message
        self.remedy = remedy
    }

    /// A failed system call, as the current `errno` has it.
    static func system(_ status: CommandStatus, _ message: String, remedy: String) -> CommandError {
        CommandError(status, "\(message) (\(String(cString: strerror(errno))))", remedy: remedy)
    }

    var description: String { "\(message). \(remedy)." }
}

/// The one place where errors become text on stderr and an exit code.
enum CommandFailure {
    /// What to print, and the exit code; `nil` for ArgumentParser's own errors, which know theirs.
    static func report(of error: any Error) -> (text: String, status: CommandStatus)? {
        switch error {
        case let error as ConcordError: ("concord: \(error)", CommandStatus(error.code))
        case let error as CommandError: ("concord: \(error)", error.status)
        default: nil
        }
    }

    /// What `dedupe` exits with when the command line is wrong, as the batch tools beside which scripts run it do.
    static let usageOfDedupe: Int32 = 2

    /// Ends the process.
    static func exit(with error: any Error) -> Never {
        guard let report = report(of: error) else {
            guard isUsageOfDedupe(error) else { ConcordCommand.exit(withError: error) }
            StandardError.print(ConcordCommand.fullMessage(for: error))
            Foundation.exit(usageOfDedupe)
        }
        StandardError.print(report.text)
        Foundation.exit(report.status.rawValue)
    }

    /// Whether ArgumentParser refused a command line of `dedupe`: it exits with one code for the commands of a tool.
    private static func isUsageOfDedupe(_ error: any Error) -> Bool {
        CommandLine.arguments.dropFirst().first == Dedupe.configuration.commandName
            && ConcordCommand.exitCode(for: error) == .validationFailure
    }
}

/// The stream for people: summaries, progress, errors.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func print(_ text: String, terminator: String = "\n") {
        FileHandle.standardError.write(Data((text + terminator).utf8))
    }
}
