@testable import Concord

/// Who is who according to the log alone.
struct EventFold {
    private(set) var persons: [AccountID: PersonID] = [:]
    /// Who has the id of an erased account; `nil` for a tombstone.
    private var heirs: [AccountID: AccountID?] = [:]
    private var newest: Int64 = 0
    private(set) var gaps: [Int64] = []

    mutating func add(_ event: Event) {
        newest += 1
        if event.seq != newest { gaps.append(event.seq) }
        switch event.kind {
        case .personCreated: for account in event.accounts { persons[account] = event.person }
        case .personJoined, .personSplit:
            for account in event.accounts where persons[account] == event.person { persons[account] = event.into }
        case .accountErased: for account in event.accounts { erase(account) }
        default: break
        }
    }

    /// An erased account's ids go to its person's oldest remaining account.
    private mutating func erase(_ account: AccountID) {
        let person = persons.removeValue(forKey: account)
        let heir = persons.filter { $0.value == person }.keys.min()
        for (id, carrier) in heirs where carrier == account { heirs[id] = .some(heir) }
        heirs[account] = .some(heir)
    }

    /// The person that an account's birth id leads to; `nil` for a tombstone.
    func person(of account: AccountID) -> PersonID? {
        persons[account] ?? heirs[account].flatMap { $0 }.flatMap { persons[$0] }
    }
}
