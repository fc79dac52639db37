import ConcordLinkage
import Foundation

/// A text file of names that may stand for each other: one group a line, separated by spaces, `#` before comments.
enum NicknamesFile {
    static func read(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw LinkageError(
                .usage,
                "\(path) cannot be read as UTF-8",
                remedy: "Name a text file with one group of names a line"
            )
        }
        return text
    }
}
