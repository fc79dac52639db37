/// One line of the log: what happened to whom. The log has no gaps and never changes.
public struct Event: Sendable, Hashable {
    /// What happened.
    public struct Kind: Sendable, Hashable, RawRepresentable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let accountCreated = Kind(rawValue: "account.created")
        public static let accountUpdated = Kind(rawValue: "account.updated")
        public static let accountErased = Kind(rawValue: "account.erased")
        public static let personCreated = Kind(rawValue: "person.created")
        public static let personJoined = Kind(rawValue: "person.joined")
        public static let personSplit = Kind(rawValue: "person.split")
        public static let personErased = Kind(rawValue: "person.erased")
        public static let reviewOpened = Kind(rawValue: "review.opened")
        public static let reviewClosed = Kind(rawValue: "review.closed")
        public static let decisionMade = Kind(rawValue: "decision.made")
        public static let decisionWithdrawn = Kind(rawValue: "decision.withdrawn")
        public static let runLinked = Kind(rawValue: "run.linked")
        public static let runUndone = Kind(rawValue: "run.undone")
        public static let policyChanged = Kind(rawValue: "policy.changed")
    }

    /// 1 for the first event, one more for each.
    public let seq: Int64
    public let at: Timestamp
    public let kind: Kind
    /// The accounts that the event is about.
    public let accounts: [AccountID]
    /// Whom it happened to.
    public let person: PersonID?
    /// The person that the accounts went to, of a join or a split.
    public let into: PersonID?
    /// Why, in a word: the kind of identifier, a decision, a link. Never a value.
    public let reason: String?
    /// In an account's history: the values that an update replaced, by section and name; null for fields that were
    /// not there. Erased with the account.
    public let before: JSONValue?
}

extension Event {
    /// The line that the command line and the service print.
    public var json: JSONValue {
        var object: JSONObject = [
            "seq": .integer(seq), "at": .string(at.iso8601), "kind": .string(kind.rawValue),
            "accounts": .array(accounts.map { .string($0.description) }),
            "person": person.map { .string($0.description) } ?? .null,
        ]
        object["into"] = into.map { .string($0.description) }
        object["reason"] = reason.map(JSONValue.string)
        object["before"] = before
        return .object(object)
    }
}

/// An event before the log has given it its number.
struct EventDraft: Sendable {
    var kind: Event.Kind
    /// Each with the number of its history; 0 for an account that is erased.
    var accounts: [(id: AccountID, number: Int64)] = []
    var person: PersonID?
    var into: PersonID?
    var reason: String?
    /// As JSON.
    var before: [UInt8]?
}
