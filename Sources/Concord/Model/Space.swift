/// The system that an account comes from, named by a lower-case word.
///
/// A struct and not an enum, so that a company's own system is a vendor like any other.
public struct Vendor: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    public static func == (left: Vendor, right: Vendor) -> Bool {
        Bytewise.equal(left.rawValue, right.rawValue)
    }
}

/// One key space: a vendor and the part of it (bot, app, channel) whose users share their keys.
public struct Space: Sendable, Hashable, CustomStringConvertible {
    public let vendor: Vendor
    public let scope: String

    /// The scope of a vendor of which the company has only one.
    public static let defaultScope = "default"

    public init(vendor: Vendor, scope: String = Space.defaultScope) {
        self.vendor = vendor
        self.scope = scope
    }

    public static func == (left: Space, right: Space) -> Bool {
        left.vendor == right.vendor && Bytewise.equal(left.scope, right.scope)
    }

    /// `vendor:scope`.
    public var description: String { "\(vendor.rawValue):\(scope)" }
}
