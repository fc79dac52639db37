/// All of an account that decides whose it is.
///
/// Two equal ones leave every person as it is, so a write that changes none pays for a comparison only.
struct AccountEvidence: Sendable, Hashable {
    let account: AccountID
    let number: Int64
    let space: Space
    /// The account's key, where it must be the only one of its space in a person (vendors.md 3).
    let cleanKey: String?
    /// What the account can be joined by: by the policy's priority of kinds, then by bytes; each identifier once, with
    /// its best trust.
    let identifiers: [CarriedIdentifier]
    /// What it could be joined by if the value were not blocked.
    let blocked: [CarriedIdentifier]
    /// The full name as it is written; only the carriers of a shared value are counted by it.
    let fullName: String?

    static func == (left: AccountEvidence, right: AccountEvidence) -> Bool {
        left.account == right.account && left.space == right.space && left.identifiers == right.identifiers
            && left.blocked == right.blocked && Bytewise.equal(left.cleanKey, right.cleanKey)
            && Bytewise.equal(left.fullName, right.fullName)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(account) }

    /// Who vouches for the account's value; `nil` when the account does not carry it.
    func trust(in identifier: Identifier) -> Trust? {
        identifiers.first { $0.identifier == identifier }?.trust
    }
}

/// An identifier as one account carries it.
struct CarriedIdentifier: Sendable, Hashable {
    let identifier: Identifier
    let trust: Trust
    /// Where in the account it is.
    let source: ValueSource
}

extension Bytewise {
    /// Whether both are absent, or hold the same bytes.
    static func equal(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (nil, nil): true
        case (let left?, let right?): equal(left, right)
        default: false
        }
    }
}
