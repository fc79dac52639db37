/// An account's id: `user_` and a ULID, whatever the vendor (vendors.md decision 31).
///
/// The form is Botpress's, the only vendor whose ids have a documented one.
public struct AccountID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let ulid: ULID

    public init(_ ulid: ULID) {
        self.ulid = ulid
    }

    /// Reads `user_` and 26 characters; `nil` when the text is anything else.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix(AccountID.prefix), let ulid = ULID(text.dropFirst(AccountID.prefix.count)) else {
            return nil
        }
        self.ulid = ulid
    }

    public var description: String { AccountID.prefix + ulid.description }

    public static func < (left: AccountID, right: AccountID) -> Bool { left.ulid < right.ulid }

    private static let prefix = "user_"
}
