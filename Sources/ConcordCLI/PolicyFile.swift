import Concord
import Foundation
import Yams

/// Reading a policy in YAML.
enum PolicyFile {
    /// - Parameter option: what the file was named with.
    /// - Throws: ``CommandError`` that names the option, the file and what is wrong in it.
    static func read(_ path: String, option: String = "--policy") throws -> ResolutionPolicy {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError(
                .missingFile,
                "The file of \(option) \(path) cannot be read",
                remedy: "Check that it is there and that this user may read it"
            )
        }
        do {
            return try YAMLDecoder().decode(ResolutionPolicy.self, from: data)
        } catch {
            throw CommandError(
                .policy,
                "The policy of \(option) \(path) cannot be used: \(reason(error))",
                remedy: "Correct the file; nothing was changed"
            )
        }
    }

    /// What a decoder complains about, as part of a sentence.
    static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return phrase("\(error)") }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
            return place(context) + phrase(context.debugDescription)
        case .dataCorrupted(let context):
            return place(context) + phrase(context.underlyingError.map { "\($0)" } ?? context.debugDescription)
        @unknown default:
            return phrase("\(error)")
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.isEmpty ? "" : context.codingPath.map(\.stringValue).joined(separator: ".") + ": "
    }

    private static func phrase(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }
}
