/// A human: the accounts that evidence and decisions tie together.
public struct Person: Sendable, Hashable {
    /// The smallest id that the person's accounts carry.
    public let id: PersonID
    /// Every id that leads here, sorted; the person's own is the first.
    public let ids: [PersonID]
    /// Oldest first.
    public let accounts: [Account]
    /// The golden record: what the accounts say together, and who said it.
    public let record: GoldenRecord
    /// The newest effective write of the person's accounts.
    public let updatedAt: Timestamp
}

/// What an id leads to.
public enum FoundPerson: Sendable, Hashable {
    case person(Person)
    /// The id was given once, and everything that had it is erased.
    case tombstone
}
