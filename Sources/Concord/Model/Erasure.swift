/// What an erasure has reached.
public struct Erasure: Sendable, Hashable {
    /// The erased accounts.
    public let accounts: [AccountID]
    /// Whether the erased bytes are gone from the database's log file too. If not, a reader, perhaps another process's,
    /// still looks at the time before; the next erasure or checkpoint that finds no reader takes them away.
    public let isComplete: Bool
}
