/// One key of a listing's order.
///
/// Booleans come before numbers, numbers before strings (by code point), strings before arrays and objects; persons
/// without a value come last in both directions (vendors.md 49).
public struct SortKey: Sendable, Hashable {
    public let field: PersonField
    public let isDescending: Bool

    public init(_ field: PersonField, descending: Bool = false) {
        self.field = field
        self.isDescending = descending
    }
}

extension [SortKey] {
    /// The keys that decide: of each field the first, and none behind the id, after which nothing is tied.
    var deciding: [SortKey] {
        var keys: [SortKey] = []
        for key in self where !keys.contains(where: { $0.field == key.field }) {
            // Ties are broken by ascending id anyhow.
            if key == SortKey(.id) { break }
            keys.append(key)
            if key.field == .id { break }
        }
        return keys
    }
}
