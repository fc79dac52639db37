/// Which given names may be one name: nicknames, diminutives and the forms of other languages.
///
/// A name belongs to the groups of all names it may stand for (`chris` to `christopher` and to `christine`); two names may be
/// one when they share a group. More languages come from a text of the same shape: one group a line, separated by spaces.
public struct Nicknames: Sendable {
    private var groups: [String: [UInt32]]
    /// The number of groups.
    private var count: UInt32 = 0

    /// Reads groups of names, one a line; what is behind `#` is a comment. Names may occur in several lines.
    public init(lines text: String) {
        groups = [:]
        add(lines: text)
    }

    /// This table with further groups, read as ``init(lines:)`` does.
    public func adding(lines text: String) -> Nicknames {
        var table = self
        table.add(lines: text)
        return table
    }

    private mutating func add(lines text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let names = line.prefix(while: { $0 != "#" }).split(whereSeparator: \.isWhitespace)
            guard !names.isEmpty else { continue }
            count += 1
            for name in names { groups[TextFolding.fold(String(name)), default: []].append(count) }
        }
    }

    /// The groups of a folded name, ascending; empty for a name of no group.
    public func groups(of name: String) -> [UInt32] {
        groups[name] ?? Self.otherEnding(name).flatMap { groups[$0] } ?? []
    }

    /// Pet names are written with `y` and with `ie`: `peggy`, `peggie`.
    private static func otherEnding(_ name: String) -> String? {
        if name.hasSuffix("ie") { return name.dropLast(2) + "y" }
        return name.hasSuffix("y") ? name.dropLast() + "ie" : nil
    }

    /// Whether two folded names are equal or share a group.
    public func mayBeOne(_ a: String, _ b: String) -> Bool {
        guard a != b else { return true }
        let others = groups(of: b)
        return groups(of: a).contains { others.contains($0) }
    }

    /// The table that comes with the library: English, with the commonest forms of its neighbours.
    public static let standard = Nicknames(lines: NicknameTable.english + "\n" + NicknameTable.european)
}
