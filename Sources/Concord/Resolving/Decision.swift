/// A human's word on two sets of accounts; it outranks all evidence.
public struct Decision: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable {
        /// All accounts of both sides are one person.
        case same
        /// No account of the left side is in one person with one of the right side.
        case different
    }

    public let kind: Kind
    /// Sorted, each account once. An erased account is a bare id, and still connects what it is the same as.
    public let left: [AccountID]
    public let right: [AccountID]

    public init(_ kind: Kind, _ left: some Sequence<AccountID>, _ right: some Sequence<AccountID>) {
        self.kind = kind
        self.left = Set(left).sorted()
        self.right = Set(right).sorted()
    }

    /// The accounts of both sides, sorted.
    var accounts: [AccountID] { Set(left + right).sorted() }

    /// Whether an account of each set stands on opposite sides.
    func parts(_ first: Set<AccountID>, _ second: Set<AccountID>) -> Bool {
        !first.isDisjoint(with: left) && !second.isDisjoint(with: right)
            || !second.isDisjoint(with: left) && !first.isDisjoint(with: right)
    }

    /// The order in which decisions apply: by all their accounts, then by their left sides.
    static func precedes(_ left: Decision, _ right: Decision) -> Bool {
        let (first, second) = (left.accounts, right.accounts)
        if first != second { return first.lexicographicallyPrecedes(second) }
        return left.left == right.left
            ? left.right.lexicographicallyPrecedes(right.right) : left.left.lexicographicallyPrecedes(right.left)
    }
}

/// A tie between two accounts that a batch run wrote.
public struct Link: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, Codable {
        /// Evidence.
        case accepted
        /// A question for a human.
        case possible
    }

    /// The smaller id.
    public let a: AccountID
    public let b: AccountID
    /// The evidence in bits: the logarithm to base 2 of how much more likely the pair is one human than chance.
    public let weight: Double
    public let probability: Double
    public let state: State

    public init(_ first: AccountID, _ second: AccountID, weight: Double, probability: Double, state: State) {
        a = min(first, second)
        b = max(first, second)
        self.weight = weight
        self.probability = probability
        self.state = state
    }

    /// The order in which links apply: the heaviest first, ties by the pair.
    static func precedes(_ left: Link, _ right: Link) -> Bool {
        left.weight == right.weight ? (left.a, left.b) < (right.a, right.b) : left.weight > right.weight
    }
}
