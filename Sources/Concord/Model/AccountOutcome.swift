/// What an upsert did.
public struct AccountOutcome: Sendable, Hashable {
    /// The account as it is after the write.
    public let account: Account
    /// Whether this write made the account; of equal concurrent writes exactly one does.
    public let created: Bool
    /// Whether anything was written. A write that changes nothing leaves `updatedAt` and `version` alone.
    public let changed: Bool
    /// Whether more than one account matched; the oldest one was taken (vendors.md decision 10).
    public let isAmbiguous: Bool
}
