import Concord
import Foundation

/// The names and values of a query (url.spec.whatwg.org, "urlencoded parsing"); bad escapes are refused.
struct QueryItems: Sendable {
    let items: [(name: String, value: String)]

    init(_ query: String) throws {
        items = try query.split(separator: "&").map { pair in
            let equals = pair.firstIndex(of: "=") ?? pair.endIndex
            let spaced = { (text: Substring) in text.replacing("+", with: "%20") }
            return (
                try QueryItems.decoded(spaced(pair[..<equals])),
                try QueryItems.decoded(spaced(pair[equals...].dropFirst()))
            )
        }
    }

    /// The last value of a name.
    subscript(name: String) -> String? {
        items.last { $0.name == name }?.value
    }

    /// Refuses names that an operation does not know: a filter that is dropped would return too much.
    func check(names known: (String) -> Bool) throws {
        guard let other = items.first(where: { !known($0.name) }) else { return }
        throw ConcordError(
            .invalidWrite,
            "The parameter \(other.name.prefix(50)) is not known here",
            remedy: "Leave it out",
            field: String(other.name.prefix(50))
        )
    }

    static func decoded(_ text: some StringProtocol) throws -> String {
        guard let decoded = text.removingPercentEncoding else {
            throw ConcordError(
                .malformedBody,
                "The address has an escape that is no UTF-8",
                remedy: "Percent-encode the text's UTF-8 bytes"
            )
        }
        return decoded
    }
}
