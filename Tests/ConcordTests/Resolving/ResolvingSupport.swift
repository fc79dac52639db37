import ConcordTesting

@testable import Concord

/// Short ways to write accounts and what they carry.
enum People {
    static let rules = rules()

    static func rules(_ change: (inout ResolutionPolicy) -> Void = { _ in }) -> ResolvingRules {
        var policy = ResolutionPolicy()
        change(&policy)
        do {
            return try ResolvingRules(policy, VendorRules.all)
        } catch {
            preconditionFailure("The test's policy cannot be used: \(error)")
        }
    }

    /// The id of the n-th account; they sort by n.
    static func id(_ number: Int) -> AccountID { AccountID(ULID(high: 1 << 16, low: UInt64(number))) }

    static func account(
        _ number: Int,
        _ vendor: Vendor,
        _ scope: String = Space.defaultScope,
        key: String? = nil,
        _ changes: [FieldChange] = [],
        at time: Int64 = 1_000
    ) -> Account {
        let space = Space(vendor: vendor, scope: scope)
        let write = AccountWrite(space: space, match: key.map { .key($0) } ?? .none, changes: changes)
        return Account(
            id: id(number),
            number: Int64(number),
            space: space,
            key: key,
            fields: AccountMerge.created(by: write),
            createdAt: Timestamp(milliseconds: time),
            updatedAt: Timestamp(milliseconds: time),
            version: 1,
            person: PersonID(of: id(number)),
            hasCompanions: false
        )
    }

    /// A chat user with an e-mail that it typed.
    static func chat(_ number: Int, email: String, name: String? = nil) -> Account {
        let named: [FieldChange] = name.map { [.set(.profile, "name", .string($0))] } ?? []
        return account(number, .botpress, "bot", named + [.set(.tags, "email", .string(email))])
    }

    /// A customer as the company's own systems know it.
    static func customer(_ number: Int, _ key: String, email: String? = nil, phone: String? = nil) -> Account {
        let changes = [("email", email), ("phone_number", phone)].compactMap { name, value in
            value.map { FieldChange.set(.profile, name, .string($0)) }
        }
        return account(number, .userCom, "app", key: key, changes)
    }

    /// A member of the live chat.
    static func member(_ number: Int, _ key: String, email: String? = nil) -> Account {
        account(number, .channel, "desk", key: key, email.map { [.set(.profile, "email", .string($0))] } ?? [])
    }

    /// The persons of whole accounts, as sets of their numbers.
    static func persons(
        _ accounts: [Account],
        _ decisions: [Decision] = [],
        _ rules: ResolvingRules = rules
    ) -> Set<Set<Int>> {
        Set(resolution(accounts, decisions, rules).persons.map { Set($0.map(number)) })
    }

    static func resolution(
        _ accounts: [Account],
        _ decisions: [Decision] = [],
        _ rules: ResolvingRules = rules
    ) -> Resolution {
        Resolver.everything(accounts: accounts.map(rules.evidence), decisions: decisions, links: [], rules: rules)
    }

    static func number(_ id: AccountID) -> Int { Int(id.ulid.low) }

    static func same(_ left: Int, _ right: Int) -> Decision { Decision(.same, [id(left)], [id(right)]) }
    static func different(_ left: Int, _ right: Int) -> Decision { Decision(.different, [id(left)], [id(right)]) }
}
