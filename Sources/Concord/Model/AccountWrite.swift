/// What every vendor's upsert comes down to: which account is meant, and what becomes of its fields.
public struct AccountWrite: Sendable, Hashable {
    /// How the account is found.
    public enum Match: Sendable, Hashable {
        /// By its unique key in the space (`user_id`, `memberId`).
        case key(String)
        /// By tags: all of them in the space's way (exact set or containment), or only those that `discriminateBy`
        /// names. The tags are also set on the account.
        case tags(Tags, discriminateBy: [String]?)
        /// By its id; never creates.
        case id(AccountID)
        /// Not at all: always creates.
        case none
    }

    public var space: Space
    public var match: Match
    /// Applied in order.
    public var changes: [FieldChange]
    /// What to do when no account matches; a match by id never creates.
    public var createsWhenMissing: Bool
    /// The time of the fields; the engine's clock when `nil`.
    public var at: Timestamp?

    public init(
        space: Space,
        match: Match,
        changes: [FieldChange] = [],
        createsWhenMissing: Bool = true,
        at: Timestamp? = nil
    ) {
        self.space = space
        self.match = match
        self.changes = changes
        self.createsWhenMissing = createsWhenMissing
        self.at = at
    }
}

/// One step of a write: an operation on one field, or on a whole section.
public enum FieldChange: Sendable, Hashable {
    /// Merge: the value replaces the stored one; `null` removes the field.
    case set(FieldSection, String, JSONValue)
    /// Write-once: the value counts only while the field is unset; `null` does nothing.
    case setOnce(FieldSection, String, JSONValue)
    /// Add to a set: the field is an array without repeats; an element that is there stays where it is.
    case insert(FieldSection, String, JSONValue)
    /// Add to a set and be its newest element, which is the last one; an element that is there moves.
    case insertNewest(FieldSection, String, JSONValue)
    /// Remove the newest element of a set.
    case removeNewest(FieldSection, String)
    /// Remove every field of a section.
    case clear(FieldSection)
}
