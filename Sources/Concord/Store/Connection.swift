import GRDB
import Synchronization

/// The text of a statement, with a number of its own that finds the prepared statement: hashing two hundred characters of
/// SQL costs a tenth of a whole match.
struct SQLText: Sendable {
    let text: String
    fileprivate let number: Int

    init(_ text: String) {
        self.text = text
        number = SQLText.count.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    private static let count = Atomic(0)
}

/// A connection to the database, with the statements that are prepared on it.
final class Connection {
    private enum Access {
        /// The caller is in GRDB's own access to it.
        case database(Database)
        /// The caller has it to itself, outside of GRDB's queue.
        case queue(DatabaseQueue)
    }

    private let access: Access
    private let statements: StatementCache

    init(_ database: Database, _ statements: StatementCache = StatementCache()) {
        access = .database(database)
        self.statements = statements
    }

    init(holding queue: DatabaseQueue, _ statements: StatementCache) {
        access = .queue(queue)
        self.statements = statements
    }

    /// Whether all statements see one snapshot; else each sees its own.
    var isInTransaction: Bool {
        if case .database = access { true } else { false }
    }

    /// The count of catalogue changes that the connection has read last, and which snapshot that was.
    var catalogueCount: (dataVersion: UInt32, count: Int64)? {
        get { statements.catalogueCount }
        set { statements.catalogueCount = newValue }
    }

    /// Which commit is the newest, without reading; `nil` where SQLite does not say.
    func commitMark() throws -> CommitMark? {
        if let index = statements.index { return index.mark }
        // The first read opens the index.
        statements.index = try CatalogueTable.readIndex(on: self)
        return statements.index?.mark
    }

    /// The prepared statement, prepared now if it is the first use.
    func statement(_ sql: SQLText) throws -> Statement {
        try statements.statement(sql) {
            switch access {
            case .database(let database): try database.cachedStatement(sql: sql.text)
            case .queue(let queue): try queue.unsafeRead { try $0.cachedStatement(sql: sql.text) }
            }
        }
    }
}

/// The prepared statements of one connection, and what it has read last.
///
/// `@unchecked Sendable` because whoever uses it has its connection to itself: the writer's queue, or a reader that is
/// taken out of ``ReadConnections``.
final class StatementCache: @unchecked Sendable {
    /// By the numbers of their texts.
    private var prepared: [Statement?] = []
    fileprivate var catalogueCount: (dataVersion: UInt32, count: Int64)?
    fileprivate var index: WALIndex?

    fileprivate func statement(_ sql: SQLText, prepare: () throws -> Statement) rethrows -> Statement {
        if sql.number < prepared.count, let statement = prepared[sql.number] { return statement }
        let statement = try prepare()
        prepared += Array(repeating: nil, count: max(0, sql.number + 1 - prepared.count))
        prepared[sql.number] = statement
        return statement
    }

    /// Lets go of the statements, so that the connection can close.
    func removeAll() {
        prepared = []
        index = nil
    }
}
