import Concord

/// The exit codes of every command: 1 is the answer "no"; the others are those of BSD's `sysexits.h`, which
/// ArgumentParser follows too.
enum CommandStatus: Int32, CaseIterable {
    case refused = 1
    case usage = 64
    case unusableDatabase = 65
    case missingFile = 66
    case unexpected = 70
    case unwritableOutput = 73
    case inputOutput = 74
    case busy = 75
    case policy = 78

    /// The exit code for what the engine throws.
    init(_ code: ConcordError.Code) {
        self =
            switch code {
            case .invalidWrite, .invalidQuery, .malformedBody, .tooLarge, .notFound, .ambiguousMatch,
                .missingDiscriminator, .discriminatorLimit, .invalidDecision, .contradiction:
                .refused
            case .unusableDatabase, .newerDatabase: .unusableDatabase
            case .missingDatabase: .missingFile
            case .diskFull, .storage: .inputOutput
            case .unwritableFile: .unwritableOutput
            case .busy: .busy
            case .policy: .policy
            case .configuration: .usage
            default: .unexpected
            }
    }

    private var meaning: String {
        switch self {
        case .refused: "refused: a line, an unknown id, a decision; or a check found something"
        case .usage: "the command line is wrong"
        case .unusableDatabase: "not a database of Concord's, a damaged one, or one of a newer version"
        case .missingFile: "a file that has to be there is not, or cannot be read"
        case .unexpected: "an unexpected failure"
        case .unwritableOutput: "the output cannot be written"
        case .inputOutput: "reading or storing failed; a full disk is one reason"
        case .busy: "another process is in the way; try again, or do what the message says"
        case .policy: "the policy cannot be used, or differs from the database's"
        }
    }

    /// The table for `--help`.
    static var help: String {
        let rows = [(Int32(0), "done")] + allCases.map { ($0.rawValue, $0.meaning) }
        return "EXIT CODES:\n"
            + rows.map { code, meaning in
                let number = String(code)
                return "  " + number + String(repeating: " ", count: 4 - number.count) + meaning
            }.joined(separator: "\n")
    }
}
