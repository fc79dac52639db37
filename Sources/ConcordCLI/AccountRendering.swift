import Concord

/// An account as the command line shows it.
enum AccountRendering {
    /// A match, or `null`.
    static func json(of match: AccountMatch?) throws -> JSONValue {
        guard let match, var members = try match.account().json.object else { return .null }
        members["ambiguous"] = .bool(match.isAmbiguous)
        return .object(members)
    }

    /// The first columns of a table of accounts: the space, what the account is known by there, its id.
    static func row(of account: Account) -> [String] {
        let tags = account.tags.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        return [account.space.description, account.key ?? tags, account.id.description]
    }
}
