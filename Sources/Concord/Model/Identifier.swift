/// A typed, normalised value that accounts may share: the company's own customer id, an e-mail, a phone number.
public struct Identifier: Sendable, Hashable, Comparable {
    /// What sort of value it is. A company may name kinds of its own in its policy; their values are compared as they are.
    public struct Kind: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { rawValue = value }

        /// The id that the company gives its customer.
        public static let customerID: Kind = "customerId"
        /// An e-mail address.
        public static let email: Kind = "email"
        /// A phone number in the form of E.164.
        public static let phone: Kind = "phone"

        public static func == (left: Kind, right: Kind) -> Bool { Bytewise.equal(left.rawValue, right.rawValue) }
    }

    public let kind: Kind
    /// In the form in which equal values have equal bytes.
    public let value: String

    public init(_ kind: Kind, _ value: String) {
        self.kind = kind
        self.value = value
    }

    public static func == (left: Identifier, right: Identifier) -> Bool {
        Bytewise.equal(left.value, right.value) && left.kind == right.kind
    }

    /// Values of several kinds are seldom alike, and a kind is a string too.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }

    /// By the bytes of the kind, then of the value.
    public static func < (left: Identifier, right: Identifier) -> Bool {
        let order = Bytewise.compare(left.kind.rawValue, right.kind.rawValue)
        return order == 0 ? Bytewise.precedes(left.value, right.value) : order < 0
    }
}

/// Who vouches for a value.
public enum Trust: String, Sendable, Hashable, Codable, Comparable {
    /// Whoever typed it, into a chat for example.
    case declared
    /// The company's own systems.
    case verified

    public static func < (left: Trust, right: Trust) -> Bool { left == .declared && right == .verified }
}
