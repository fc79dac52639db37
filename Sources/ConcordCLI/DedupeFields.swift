import ConcordLinkage
import Foundation
import Yams

/// A YAML file that says what columns hold: `first_name: givenName`, one a line, also below a key `fields`.
enum FieldsFile {
    static func read(_ path: String) throws -> [FieldAssignment] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw LinkageError(.usage, "\(path) cannot be read", remedy: "Name a YAML file of columns and kinds")
        }
        guard let content = try? Yams.load(yaml: text) as? [String: Any] else {
            throw LinkageError(
                .usage,
                "\(path) is no YAML mapping",
                remedy: "Write one line a column: first_name: givenName"
            )
        }
        let kinds = content["fields"] as? [String: Any] ?? content
        return try kinds.sorted { $0.key < $1.key }.map { column, kind in
            guard let name = kind as? String, let kind = FieldKind(rawValue: name) else {
                throw LinkageError(
                    .usage,
                    "\(path): the kind of '\(column)' is unknown",
                    remedy: "The kinds are: \(FieldKind.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return FieldAssignment(column: column, kind: kind)
        }
    }
}
