import Foundation

/// A path with names in it, such as `/open/v4/users/@{memberId}`.
///
/// Matching is done on the path as it came, before percent-decoding, so that an escaped slash stays inside its segment.
/// A slash at the end counts for nothing (vendors.md decision 31).
struct PathTemplate: Sendable, Equatable, CustomStringConvertible {
    private enum Segment: Sendable, Equatable {
        case literal(String)
        /// Anything that begins with the prefix and is not empty.
        case capture(prefix: String, name: String)
    }

    /// The template as it was written.
    let description: String
    private let segments: [Segment]

    init(_ text: String) {
        description = text
        segments = PathTemplate.split(text).map { segment in
            guard let brace = segment.firstIndex(of: "{") else { return .literal(String(segment)) }
            let name = segment[brace...].dropFirst().dropLast()
            return .capture(prefix: String(segment[..<brace]), name: String(name))
        }
    }

    /// Whether it stands for one path alone.
    var isLiteral: Bool { names.isEmpty }

    /// The names, in their order.
    var names: [String] {
        segments.compactMap { if case .capture(_, let name) = $0 { name } else { nil } }
    }

    /// A path's segments, still encoded.
    static func split(_ path: String) -> [Substring] {
        var segments = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if segments.last?.isEmpty ?? false { segments.removeLast() }
        return segments.map(Substring.init)
    }

    /// What the names stand for in a path, still encoded and in the template's order, or `nil` where it is another path.
    func captures(in path: [Substring]) -> [Substring]? {
        guard path.count == segments.count else { return nil }
        var captures: [Substring] = []
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .literal(let literal): guard literal == text else { return nil }
            case .capture(let prefix, _):
                guard !text.isEmpty, text.hasPrefix(prefix) else { return nil }
                captures.append(text.dropFirst(prefix.count))
            }
        }
        return captures
    }
}
