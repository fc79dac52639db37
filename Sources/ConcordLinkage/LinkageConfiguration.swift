/// What a run is asked to do; the defaults need no knowledge of the data.
public struct LinkageConfiguration: Sendable {
    /// Kinds that overrule what is recognised, by column.
    public var fields: [FieldAssignment] = []
    /// Columns that are never features.
    public var ignoredColumns: Set<String> = []
    /// The column that names a row's source; without it every file is a source.
    public var sourceColumn: String?
    /// Sources that hold nobody twice: two of their rows are never one person.
    public var cleanSources: Set<String> = []
    /// Columns of which a person has one value, such as a customer number: rows with different ones are never one person.
    /// Never features.
    public var onePerPerson: Set<String> = []
    /// The column that holds the truth; it is used to judge the result and for nothing else.
    public var truthColumn: String?
    /// The probability from which a pair is a match.
    public var match = 0.5
    /// The probability from which a pair is worth a look.
    public var possible = 0.1
    /// Rows that are one person, whatever the evidence.
    public var linkedRows: [RowPair] = []
    /// Rows that are two people, whatever the evidence; outranks ``linkedRows``.
    public var separateRows: [RowPair] = []
    /// A trained model; without one the run trains its own.
    public var model: LinkageModel?
    public var nicknames = Nicknames.standard
    /// The number of threads; the result does not depend on it.
    public var threads = 1
    /// Told which step has begun and how much of it is done, 0...1; from any thread.
    public var progress: @Sendable (LinkagePhase, Double) -> Void = { _, _ in }

    /// How many pairs of rows are taken at random to see how often strangers agree.
    var randomPairs = 300_000

    public init() {}
}

/// Two rows of a table, by number from 0.
public struct RowPair: Hashable, Sendable {
    public let a: Int
    public let b: Int

    public init(_ a: Int, _ b: Int) {
        self.a = a
        self.b = b
    }
}

/// The steps of a run, in their order.
public enum LinkagePhase: String, CaseIterable, Sendable {
    case read, normalise, block, train, score, cluster, evaluate
}
