/// Reads the bodies that User.com's clients send: JSON, forms, and forms that call themselves JSON.
enum UserComBody {
    /// The members of a body. An empty body has none; without a content type the body is taken for JSON.
    ///
    /// Two of the document's own samples send a form under `application/json`. So a body that is no JSON is read as a
    /// form when it names one of the operation's members, and is refused as bad JSON otherwise (vendors.md decision 28).
    ///
    /// - Parameter known: the members of the operation; empty where their names are the client's own.
    /// - Throws: ``ConcordError`` `tooLarge`, `malformedBody`; ``UserComUnsupportedMediaType``.
    static func read(_ bytes: [UInt8], contentType: String?, known: [String]) throws -> RequestBody {
        try RequestBody.checkSize(of: bytes)
        if bytes.isEmpty { return RequestBody([:]) }
        guard try isJSON(contentType) else { return RequestBody(try FormBody.members(bytes)) }
        do {
            return try RequestBody(parsing: bytes)
        } catch {
            guard FormBody.names(oneOf: known, in: bytes) else { throw error }
            return RequestBody(try FormBody.members(bytes))
        }
    }

    /// The names of an `update_or_create` or an update.
    static let userMembers =
        UserComKey.names + UserComField.companyNames + UserComField.listed.map(\.name)

    /// Whether a header says JSON, as opposed to a form.
    private static func isJSON(_ contentType: String?) throws -> Bool {
        guard let contentType, !contentType.isEmpty else { return true }
        let parts = contentType.split(separator: ";", omittingEmptySubsequences: false).map { part in
            part.filter { !$0.isWhitespace && $0 != "\"" }.lowercased()
        }
        let charsets = parts.dropFirst().filter { $0.hasPrefix("charset=") }
        let isUTF8 = charsets.allSatisfy { ["charset=utf-8", "charset=utf8", "charset=us-ascii"].contains($0) }
        switch parts.first {
        case "application/json" where isUTF8: return true
        case "application/x-www-form-urlencoded" where isUTF8: return false
        default: throw UserComUnsupportedMediaType(contentType: contentType)
        }
    }
}
