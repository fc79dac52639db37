/// The tag names that a match looks at: all of an account's tags, or a list.
public struct Discriminator: Sendable, Hashable {
    /// The listed names, each once, sorted by their bytes; `nil` for all tags.
    public let names: [String]?
    /// The listed names, as tags have theirs; empty for all tags.
    let row: TextRow

    /// All tags of the account.
    public static let allTags = Discriminator(names: nil)

    /// The listed names; order and repeats do not matter (vendors.md decision 17).
    ///
    /// - Returns: `nil` for an empty list: nothing identifies the account (decision 8).
    public init?(listing names: some Sequence<String>) {
        var sorted: [String] = []
        for name in names.sorted(by: Bytewise.precedes) where !(sorted.last.map { Bytewise.equal($0, name) } ?? false) {
            sorted.append(name)
        }
        if sorted.isEmpty { return nil }
        self.init(names: sorted)
    }

    /// What a match by tags looks at: the listed names, or all tags in the space's way; `nil` for nothing.
    init?(matching tags: Tags, listed names: [String]?, _ matching: SpaceOptions.Matching?) {
        if let names {
            self.init(listing: names)
        } else if tags.isEmpty {
            return nil
        } else if matching == .containment {
            self.init(listing: tags.names)
        } else {
            self = .allTags
        }
    }

    private init(names: [String]?) {
        self.names = names
        var row = TextRow()
        for name in names ?? [] { row.append(name) }
        self.row = row
    }

    /// Whether these are the listed names, in their order; `nil` for all tags.
    func lists(_ wanted: [String]?) -> Bool {
        guard let names, let wanted else { return names == nil && wanted == nil }
        return names.count == wanted.count && names.indices.allSatisfy { Bytewise.equal(names[$0], wanted[$0]) }
    }

    public static func == (left: Discriminator, right: Discriminator) -> Bool { left.row == right.row }

    public func hash(into hasher: inout Hasher) { hasher.combine(row) }

    /// `*` for all tags, else the names as a JSON array: how the database writes it.
    var text: String {
        names.map { JSONValue.array($0.map(JSONValue.string)).text } ?? "*"
    }

    /// Reads ``text``; `nil` when it is something else.
    init?(text: String) {
        if text == "*" {
            self = .allTags
            return
        }
        let list = try? JSONValue(parsing: text.utf8).array
        guard let names = list?.compactMap(\.string), let discriminator = Discriminator(listing: names) else {
            return nil
        }
        self = discriminator
    }
}
