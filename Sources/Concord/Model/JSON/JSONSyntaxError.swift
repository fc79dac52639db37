/// Why bytes are not the JSON that Concord takes, and where.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without any of the text that was read.
    public let problem: String
    /// The offset of the first byte that does not fit, from zero.
    public let offset: Int

    public var description: String { "\(problem) (at byte \(offset))" }
}
