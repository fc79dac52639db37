/// What an erasure has reached.
public struct Erasure: Sendable, Hashable {
    /// The erased accounts.
    public let accounts: [AccountID]
    /// Whether the erased bytes are gone from all files of the database.
    ///
    /// If not, a reader, perhaps another process's, still looks at the time before, or the file had to be rewritten and
    /// could not be: the disk is full, or another process writes. The next erasure by the same engine takes them away, or
    /// ``IdentityEngine/finishErasing()``, which says what is in the way.
    public let isComplete: Bool
}
