/// What goes wrong with the data or the request of a linkage run.
///
/// Descriptions name files, lines and columns; they never print a value of the data.
public struct LinkageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of an error; new kinds may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Wrapped: String { case usage, input, output }

        private let wrapped: Wrapped

        /// The request cannot be carried out as it is written: an unknown column, thresholds in the wrong order.
        public static let usage = Code(wrapped: .usage)
        /// The data cannot be read or linked.
        public static let input = Code(wrapped: .input)
        /// A result cannot be written.
        public static let output = Code(wrapped: .output)

        public var description: String { wrapped.rawValue }
    }

    public let code: Code
    /// What happened and where.
    public let message: String
    /// What to do about it.
    public let remedy: String

    public init(_ code: Code, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    public var description: String { "\(message). \(remedy)." }
}
