/// One vendor's user as that vendor's API sees it.
public struct Account: Sendable, Hashable {
    /// The id that every answer shows.
    public let id: AccountID
    /// The store's integer: positive, growing with each account, never reused.
    public let number: Int64
    /// The key space that the account lives in.
    public let space: Space
    /// The account's unique key in its space, for vendors that have one.
    public let key: String?
    /// All values of the account.
    public internal(set) var fields: AccountFields
    public let createdAt: Timestamp
    /// The newest write that changed something.
    public internal(set) var updatedAt: Timestamp
    /// 1 at first, one more with each write that changed something.
    public internal(set) var version: Int64
    /// The person whom the account belongs to.
    public internal(set) var person: PersonID
    /// Whether that person has other accounts.
    public internal(set) var hasCompanions: Bool

    /// The tags that discriminate the account.
    public var tags: Tags { Tags(fields[.tags]) }

    /// The time of a field's last effective write.
    public func time(of name: String, in section: FieldSection) -> Timestamp {
        Timestamp(milliseconds: createdAt.milliseconds + fields.age(section, name))
    }
}

/// What names one account.
public enum AccountReference: Sendable, Hashable {
    case id(AccountID)
    case number(Int64)
    /// The unique key in a space.
    case key(String, in: Space)
}
