public import ConcordLinkage

/// A store's accounts as batch linkage reads them: their columns, and what is settled already.
///
/// Settled are the accounts that decisions and identifiers make one person, and those that decisions keep apart; links
/// of earlier runs are not.
public struct LinkageInput: Sendable {
    /// One row an account, oldest first.
    public let table: Table
    /// The column that names the accounts.
    public static let idColumn = AccountColumns.id

    /// The accounts by row.
    let accounts: [AccountID]
    /// The largest number of an account among them; every account up to it was read.
    let last: Int64
    /// Rows that are one person: each with the first of its person's.
    let linked: [RowPair]
    /// Rows of two persons whom a decision keeps apart.
    let separate: [RowPair]
    private let cleanSources: Set<String>
    private let onePerPerson: Set<String>

    init(_ columns: consuming AccountColumns, linked: [RowPair], separate: [RowPair]) {
        accounts = columns.accounts
        last = columns.numbers.last ?? 0
        cleanSources = columns.cleanSources
        onePerPerson = columns.onePerPerson
        self.linked = linked
        self.separate = separate
        table = columns.table()
    }

    /// Finds out which accounts are one person, with what is settled held fast; writes nothing.
    ///
    /// Two accounts are never found to be one person when the policy would not let evidence join them: by two keys of a
    /// clean space, or two values of a kind of which a person has one.
    ///
    /// - Parameter configuration: its columns are those of ``table``; sources, rows and the truth are the store's.
    /// - Throws: `LinkageError`.
    public func run(_ configuration: LinkageConfiguration) throws -> LinkageResult {
        guard !accounts.isEmpty else {
            throw LinkageError(.input, "The database has no accounts", remedy: "Apply some requests first")
        }
        var configuration = configuration
        configuration.ignoredColumns.insert(LinkageInput.idColumn)
        configuration.sourceColumn = AccountColumns.source
        configuration.cleanSources = cleanSources
        configuration.onePerPerson = onePerPerson
        configuration.truthColumn = nil
        configuration.linkedRows = linked
        configuration.separateRows = separate
        return try Linkage(configuration).run(table)
    }
}
