/// The tags that discriminate accounts: names and values, each name once, sorted by the names' bytes.
///
/// An entry whose value is empty is no entry (vendors.md decision 11), so an empty ``Tags`` means "nothing to match by".
public struct Tags: Sendable, Hashable {
    /// One tag.
    public struct Pair: Sendable, Hashable {
        public let name: String
        public let value: String

        public static func == (left: Pair, right: Pair) -> Bool {
            Bytewise.equal(left.name, right.name) && Bytewise.equal(left.value, right.value)
        }
    }

    /// The tags in the order of their names' bytes.
    public let pairs: [Pair]
    /// Each name and its value, as they are compared and hashed.
    @usableFromInline let row: TextRow

    /// Tags from any sequence of pairs; empty values are dropped and the last value of a name counts.
    public init(_ pairs: some Sequence<(name: String, value: String)>) {
        var object = JSONObject()
        for (name, value) in pairs where !value.isEmpty { object[name] = .string(value) }
        self.init(object)
    }

    /// Tags from the string members of an object; other members are no tags.
    init(_ object: JSONObject) {
        self.init(
            sorted: object.members.compactMap { member in
                member.value.string.map { Pair(name: member.name, value: $0) }
            }
        )
    }

    public init() { self.init(sorted: []) }

    private init(sorted pairs: [Pair]) {
        self.pairs = pairs
        var row = TextRow()
        row.reserve(2 * pairs.count, bytes: pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count })
        for pair in pairs {
            row.append(pair.name)
            row.append(pair.value)
        }
        self.row = row
    }

    public static func == (left: Tags, right: Tags) -> Bool { left.row == right.row }

    public func hash(into hasher: inout Hasher) { hasher.combine(row) }

    public var isEmpty: Bool { pairs.isEmpty }
    public var names: [String] { pairs.map(\.name) }

    /// The value of a tag, by a binary search: a request may bring as many tags and names as a megabyte holds.
    public subscript(name: String) -> String? {
        let place = pairs.indices.boundary { Bytewise.precedes(pairs[$0].name, name) }
        return place < pairs.count && Bytewise.equal(pairs[place].name, name) ? pairs[place].value : nil
    }
}

extension Tags: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { (name: $0.0, value: $0.1) })
    }
}
