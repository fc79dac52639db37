/// The key of User.com's users: `user_id`, which version 2 of the API calls `custom_id` (vendors.md decisions 20 to 22).
enum UserComKey {
    static let names = ["user_id", "custom_id"]

    /// The key that a body names, or `nil` when it names none.
    ///
    /// - Throws: ``ConcordError`` when a name holds no key, or the two names hold different ones.
    static func read(_ members: JSONObject) throws -> String? {
        let keys = try names.compactMap { name in try read(members[name], field: name) }
        if let first = keys.first, let last = keys.last, !Bytewise.equal(first, last) {
            throw UserComRefusal.of(
                "custom_id",
                "user_id and custom_id are different",
                remedy: "Send one of them, or the same value in both"
            )
        }
        return keys.first
    }

    /// Refuses attributes that name another key than the user's: no request changes a key.
    static func check(_ attributes: JSONObject, are key: String?) throws {
        for name in names {
            guard let named = try read(attributes[name], field: name) else { continue }
            if let key, Bytewise.equal(named, key) { continue }
            throw UserComRefusal.of(name, "This field cannot be changed", remedy: "Leave it out")
        }
    }

    /// A key as it is stored, or `nil` for a blank one, which is no key.
    static func checked(_ key: String, field: String) throws -> String? {
        if key.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return nil }
        try UserComRefusal.check(key, field, maximum: UserComField.text)
        return key
    }

    private static func read(_ value: JSONValue?, field: String) throws -> String? {
        switch value {
        case nil, .null: nil
        case .string(let key): try checked(key, field: field)
        case .integer(let number): String(number)
        default: throw UserComRefusal.notText(field)
        }
    }
}
