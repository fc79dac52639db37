/// What names a person, or one of its accounts.
public enum PersonReference: Sendable, Hashable {
    /// Any id that the person has ever had.
    case person(PersonID)
    /// The account, and where persons are asked for, the person that it belongs to.
    case account(AccountReference)

    /// Reads `person_…`, `user_…` or `VENDOR:SCOPE:KEY`; the key may hold colons. `nil` for anything else.
    public init?(_ text: String) {
        if let id = PersonID(text) {
            self = .person(id)
        } else if let id = AccountID(text) {
            self = .account(.id(id))
        } else {
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
            self = .account(.key(parts[2], in: Space(vendor: Vendor(rawValue: parts[0]), scope: parts[1])))
        }
    }
}
