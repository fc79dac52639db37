/// One attribute of User.com's list of allowed attributes, and what values it takes (vendors.md decision 27).
struct UserComField: Sendable {
    enum Kind: Sendable {
        case text(maximum: Int)
        /// A string, or an integer as its decimal string (decision 21).
        case identifier
        case email
        case integer
        case bool
        /// The words of 1, 2, 3, …; answers show the first one of each.
        case choice([[String]])
    }

    let name: String
    var section = FieldSection.profile
    var kind = Kind.text(maximum: text)

    /// The most code points of a string, and of a first or last name.
    static let text = 255
    static let personName = 40

    /// The names of the company that a user is added to, in both versions of the API.
    static let companyNames = ["company_id", "company_custom_id"]
    static let companies = "companies"
    static let tags = "tags"

    /// The allowed attributes in the document's order, without `company_id` and `user_id`.
    static let listed: [UserComField] = [
        UserComField(name: "assigned_to", kind: .identifier),
        UserComField(name: "city"),
        UserComField(name: "country"),
        UserComField(name: "email", kind: .email),
        UserComField(name: "facebook_url"),
        UserComField(name: "first_name", kind: .text(maximum: personName)),
        UserComField(name: "gender", kind: .choice([["unknown", "undefined"], ["male"], ["female"]])),
        UserComField(name: "google_url"),
        UserComField(name: "gravatar_url"),
        UserComField(name: "last_name", kind: .text(maximum: personName)),
        UserComField(name: "linkedin_url"),
        UserComField(name: "notifications", section: .settings, kind: .bool),
        UserComField(name: "phone_number"),
        UserComField(name: "region"),
        UserComField(name: "score", kind: .integer),
        UserComField(name: "status", kind: .choice([["visitor"], ["user"]])),
        UserComField(name: "timezone"),
        UserComField(name: "twitter_url"),
        UserComField(name: "unsubscribed", section: .settings, kind: .bool),
    ]

    static func named(_ name: String) -> UserComField? {
        listed.first { Bytewise.equal($0.name, name) }
    }

    /// The value as it is stored, whichever way a client wrote it; null clears the field.
    ///
    /// - Throws: ``ConcordError`` with the field.
    func stored(_ value: JSONValue) throws -> JSONValue {
        if value == .null { return .null }
        switch kind {
        case .text(let maximum): return try UserComField.text(value, name, maximum: maximum)
        case .identifier: return try UserComField.identifier(value, name)
        case .email: return try email(value)
        case .integer: return try integer(value)
        case .bool: return try bool(value)
        case .choice(let words): return try choice(value, of: words)
        }
    }

    /// A string as it is, or null for an empty one (decision 25).
    static func text(_ value: JSONValue, _ name: String, maximum: Int = text) throws -> JSONValue {
        guard let string = value.string else { throw UserComRefusal.notText(name) }
        try UserComRefusal.check(string, name, maximum: maximum)
        return string.isEmpty ? .null : value
    }

    static func identifier(_ value: JSONValue, _ name: String) throws -> JSONValue {
        if let number = value.integer { return .string(String(number)) }
        return try text(value, name)
    }
}

extension UserComField {
    private func email(_ value: JSONValue) throws -> JSONValue {
        let text = try UserComField.text(value, name)
        if let string = text.string, !UserComEmail.isAddress(string) {
            throw UserComRefusal.of(name, "Enter a valid email address", remedy: "Send an address, or null to clear it")
        }
        return text
    }

    private func integer(_ value: JSONValue) throws -> JSONValue {
        if value.integer != nil { return value }
        if let number = value.string.flatMap({ Int64($0) }) { return .integer(number) }
        throw UserComRefusal.of(name, "A valid integer is required", remedy: "Send an integer, or null to clear it")
    }

    private func bool(_ value: JSONValue) throws -> JSONValue {
        switch value {
        case .bool: return value
        case 0, "0": return false
        case 1, "1": return true
        default:
            // Python writes its truth values into forms with a capital.
            let word = value.string?.lowercased()
            if word == "true" { return true }
            if word == "false" { return false }
            throw UserComRefusal.of(name, "Must be a valid boolean", remedy: "Send true or false")
        }
    }

    private func choice(_ value: JSONValue, of words: [[String]]) throws -> JSONValue {
        if value == "" { return .null }
        let word = value.string?.lowercased()
        let number = value.integer ?? word.flatMap { Int64($0) }
        for (index, names) in words.enumerated() {
            let isMeant = number == Int64(index + 1) || names.contains { Bytewise.equal($0, word ?? "") }
            if isMeant { return .string(names[0]) }
        }
        let choices = words.enumerated().map { "\($0.offset + 1) (\($0.element[0]))" }
        throw UserComRefusal.of(name, "Not a valid choice", remedy: "Send one of \(choices.joined(separator: ", "))")
    }
}

/// Whether a string could be an e-mail address; whether it is one, only its mail server knows.
enum UserComEmail {
    /// Judged on a trimmed copy (decision 61): one `@`, something before it, and a domain with an inner dot.
    static func isAddress(_ string: String) -> Bool {
        let scalars = string.unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return false }
        let address = scalars[start...end]
        let isPlain = address.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard isPlain, parts.count == 2, !parts[0].isEmpty else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }
}
