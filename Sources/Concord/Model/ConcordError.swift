/// Why the engine refused, in words that a person can act on. Holds no personal data.
public struct ConcordError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of trouble it is; compare with the static members.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The write itself cannot be done: see ``ConcordError/field``.
        public static let invalidWrite = Code(description: "invalidWrite")
        /// A listing cannot be asked for in this way: see ``ConcordError/field``.
        public static let invalidQuery = Code(description: "invalidQuery")
        /// The request's bytes are not the JSON that the operation takes.
        public static let malformedBody = Code(description: "malformedBody")
        /// The request is larger than any request may be.
        public static let tooLarge = Code(description: "tooLarge")
        /// No account has this id or key.
        public static let notFound = Code(description: "notFound")
        /// The caller shows no key, or none that is known.
        public static let unauthorized = Code(description: "unauthorized")
        /// The caller's key does not open this space, or may not do this in it.
        public static let forbidden = Code(description: "forbidden")
        /// The path is there, but not for this HTTP method.
        public static let methodNotAllowed = Code(description: "methodNotAllowed")
        /// The request's body calls itself something that the operation does not read.
        public static let unsupportedMediaType = Code(description: "unsupportedMediaType")
        /// The request did not come to its end in time.
        public static let timedOut = Code(description: "timedOut")
        /// The caller has sent more requests than its key may in this second.
        public static let tooManyRequests = Code(description: "tooManyRequests")
        /// Several accounts match and the space wants one.
        public static let ambiguousMatch = Code(description: "ambiguousMatch")
        /// A listed discriminating tag has no value and the space wants one.
        public static let missingDiscriminator = Code(description: "missingDiscriminator")
        /// The space has as many lists of discriminating tags as it may.
        public static let discriminatorLimit = Code(description: "discriminatorLimit")
        /// The decision cannot be made about these two.
        public static let invalidDecision = Code(description: "invalidDecision")
        /// Decisions that stand say the opposite.
        public static let contradiction = Code(description: "contradiction")
        /// Another process or a full queue is in the way; the same call may go through later.
        public static let busy = Code(description: "busy")
        /// The policy cannot be used, or differs from the database's.
        public static let policy = Code(description: "policy")
        /// The service cannot run as it is configured.
        public static let configuration = Code(description: "configuration")
        /// The file cannot be opened as a Concord database.
        public static let unusableDatabase = Code(description: "unusableDatabase")
        /// There is no database at the path.
        public static let missingDatabase = Code(description: "missingDatabase")
        /// A newer Concord wrote the database.
        public static let newerDatabase = Code(description: "newerDatabase")
        /// A file that is to be written is there already, or cannot be made.
        public static let unwritableFile = Code(description: "unwritableFile")
        /// The disk is full; nothing of the write is stored.
        public static let diskFull = Code(description: "diskFull")
        /// SQLite failed; nothing of the write is stored.
        public static let storage = Code(description: "storage")
    }

    public let code: Code
    /// What went wrong.
    public let message: String
    /// What to do about it.
    public let remedy: String
    /// The field at fault, where one is.
    public let field: String?

    public init(_ code: Code, _ message: String, remedy: String, field: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.field = field
    }

    public var description: String { "\(message). \(remedy)." }
}
