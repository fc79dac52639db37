/// How far a rebuild has come.
public struct RebuildProgress: Sendable, Hashable {
    /// What it is at: `identifiers`, `persons` or `cleaning`.
    public let phase: String
    /// The number of the last account that this phase has done.
    public let account: Int64
    /// The largest number of an account.
    public let last: Int64
}
