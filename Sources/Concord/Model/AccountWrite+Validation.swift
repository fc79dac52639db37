extension AccountWrite {
    /// Refuses what no account may hold, before anything is written.
    ///
    /// - Throws: ``ConcordError`` with the code `invalidWrite` and the field.
    func validate() throws {
        if space.vendor.rawValue.isEmpty || space.scope.isEmpty {
            throw ConcordError(.invalidWrite, "The space has no name", remedy: "Give its vendor and its scope")
        }
        switch match {
        case .key(let key): try AccountWrite.validate(key: key)
        case .tags(let tags, _): for pair in tags.pairs { try AccountWrite.validate(tag: pair.name) }
        case .id, .none: break
        }
        for change in changes { try AccountWrite.validate(change) }
    }

    private static func validate(key: String) throws {
        if key.isEmpty || key.utf8.contains(0) {
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
        case .insert(.tags, _, _), .removeNewest(.tags, _):
            throw ConcordError(
                .invalidWrite,
                "A tag cannot hold a set",
                remedy: "Use a field of another section",
                field: "tags"
            )
        default: break
        }
    }
}
