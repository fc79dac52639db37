/// A person's id: `person_` and a ULID, the smallest that the person's accounts carry.
///
/// It never breaks: every id that was ever given leads to one living person or to a tombstone (design.md 5).
public struct PersonID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let ulid: ULID

    public init(_ ulid: ULID) {
        self.ulid = ulid
    }

    /// The id that an account is born with.
    public init(of account: AccountID) {
        ulid = account.ulid
    }

    /// Reads `person_` and 26 characters; `nil` when the text is anything else.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix(PersonID.prefix), let ulid = ULID(text.dropFirst(PersonID.prefix.count)) else {
            return nil
        }
        self.ulid = ulid
    }

    public var description: String { PersonID.prefix + ulid.description }

    public static func < (left: PersonID, right: PersonID) -> Bool { left.ulid < right.ulid }

    private static let prefix = "person_"
}
