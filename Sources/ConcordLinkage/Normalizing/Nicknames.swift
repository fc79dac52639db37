/// Which given names may be one name: nicknames, diminutives and the forms of other languages.
///
/// A name belongs to the groups of all names it may stand for (`chris` to `christopher` and to `christine`); two names may be
/// one when they share a group. More languages come from a text of the same shape: one group a line, separated by spaces.
public struct Nicknames: Sendable {
    private let groups: [String: [UInt32]]

    /// Reads groups of folded names, one a line; words behind `#` are comments. Names may occur in several lines.
    public init(lines text: String) {
        var groups: [String: [UInt32]] = [:]
        for (number, line) in text.split(separator: "\n").enumerated() {
            let names = line.prefix(while: { $0 != "#" }).split(separator: " ")
            for name in names { groups[TextFolding.fold(String(name)), default: []].append(UInt32(number + 1)) }
        }
        self.groups = groups
    }

    /// The groups of a folded name, ascending; empty for a name of no group.
    public func groups(of name: String) -> [UInt32] { groups[name] ?? [] }

    /// Whether two folded names are equal or share a group.
    public func mayBeOne(_ a: String, _ b: String) -> Bool {
        guard a != b else { return true }
        let others = groups(of: b)
        return groups(of: a).contains { others.contains($0) }
    }

    /// The table that comes with the library: English, with the commonest forms of its neighbours.
    public static let standard = Nicknames(lines: NicknameTable.english + "\n" + NicknameTable.european)
}
