extension AccountWrite {
    /// Refuses what no account may hold, before anything is written.
    ///
    /// - Throws: ``ConcordError`` with the code `invalidWrite` and the field.
    func validate() throws {
        try space.validate()
        if let at, !Timestamp.storable.contains(at) {
            throw ConcordError(
                .invalidWrite,
                "The time is outside of the years 1 to 9999",
                remedy: "Send milliseconds since 1970",
                field: "at"
            )
        }
        switch match {
        case .key(let key): try AccountWrite.validate(key: key)
        case .tags(let tags, _): for pair in tags.pairs { try AccountWrite.validate(tag: pair.name) }
        case .id, .none: break
        }
        for change in changes where !change.isPlain { try AccountWrite.validate(change) }
    }

    private static func validate(key: String) throws {
        if key.isEmpty || Bytewise.holdsNUL(key) {
            throw ConcordError(
                .invalidWrite,
                "The key is empty or holds the character NUL",
                remedy: "Send the id that the company gives its user",
                field: "key"
            )
        }
    }

    private static func validate(tag name: String) throws {
        if name.isEmpty {
            throw ConcordError(.invalidWrite, "A tag has no name", remedy: "Name each tag", field: "tags")
        }
    }

    /// Only strings that are not empty discriminate; `null` removes a tag.
    private static func validate(_ change: FieldChange) throws {
        switch change {
        case .set(.tags, let name, let value), .setOnce(.tags, let name, let value):
            try validate(tag: name)
            if value == .null { return }
            guard let text = value.string, !text.isEmpty else {
                throw ConcordError(
                    .invalidWrite,
                    "A tag's value is not a string, or is empty",
                    remedy: "Send a string, or null to remove the tag",
                    field: "tags"
                )
            }
        case .insert(.tags, _, _), .insertNewest(.tags, _, _), .removeNewest(.tags, _):
            throw ConcordError(
                .invalidWrite,
                "A tag cannot hold a set",
                remedy: "Use a field of another section",
                field: "tags"
            )
        case .set(_, let name, let value), .setOnce(_, let name, let value), .insert(_, let name, let value),
            .insertNewest(_, let name, let value):
            try validate(value, of: name)
        case .removeNewest, .clear: break
        }
    }

    /// How deep a value may nest: it is stored inside its section inside the account, and perhaps in a set.
    private static let maximumDepth = JSONValue.maximumDepth - 3

    private static func validate(_ value: JSONValue, of name: String) throws {
        guard value.isStorable(levels: maximumDepth) else {
            throw ConcordError(
                .invalidWrite,
                "The value nests too deep, or holds a number that is not finite",
                remedy: "Send at most \(maximumDepth) levels and finite numbers",
                field: name
            )
        }
    }
}

extension Space {
    /// Refuses what is no space. SQLite's text functions end at a NUL, so a name that holds one would be taken for
    /// another.
    func validate() throws {
        for name in [vendor.rawValue, scope] where name.isEmpty || Bytewise.holdsNUL(name) {
            throw ConcordError(
                .invalidWrite,
                "The space has no name, or one that holds the character NUL",
                remedy: "Give its vendor and its scope"
            )
        }
    }
}

extension Timestamp {
    /// The times that an account may have: those with a year of four digits, so that every answer can show them and no
    /// difference between two of them is too large.
    fileprivate static let storable =
        Timestamp(milliseconds: -62_135_596_800_000)...Timestamp(milliseconds: 253_402_300_799_999)
}

extension FieldChange {
    /// Whether the change sets a scalar outside of the tags, which is always valid; looked at in place, because most
    /// changes are such.
    fileprivate var isPlain: Bool {
        switch self {
        case .set(let section, _, .string), .set(let section, _, .bool), .set(let section, _, .integer),
            .set(let section, _, .null):
            section != .tags
        default: false
        }
    }
}

extension JSONValue {
    /// Whether JSON can hold the value, in at most so many levels.
    func isStorable(levels: Int) -> Bool {
        switch self {
        case .null, .bool, .integer, .string: true
        case .double(let number): number.isFinite
        case .array(let elements): levels > 0 && elements.allSatisfy { $0.isStorable(levels: levels - 1) }
        case .object(let object): levels > 0 && object.members.allSatisfy { $0.value.isStorable(levels: levels - 1) }
        }
    }
}
