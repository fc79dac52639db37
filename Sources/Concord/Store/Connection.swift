import GRDB

/// The text of a statement. A class, because its identity finds the prepared statement: hashing two hundred characters
/// of SQL costs a tenth of a whole match.
final class SQLText: Sendable {
    let text: String

    init(_ text: String) { self.text = text }
}

/// A connection to the database, with the statements that are prepared on it.
struct Connection {
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

/// The prepared statements of one connection.
///
/// `@unchecked Sendable` because whoever uses it has its connection to itself: the writer's queue, or a reader that is
/// taken out of ``ReadConnections``.
final class StatementCache: @unchecked Sendable {
    /// Each with its text, which must outlive the entry: another text at the same address would have the same identity.
    private var prepared: [ObjectIdentifier: (text: SQLText, statement: Statement)] = [:]

    fileprivate func statement(_ sql: SQLText, prepare: () throws -> Statement) rethrows -> Statement {
        let identity = ObjectIdentifier(sql)
        if let entry = prepared[identity] { return entry.statement }
        let statement = try prepare()
        prepared[identity] = (sql, statement)
        return statement
    }

    /// Lets go of the statements, so that the connection can close.
    func removeAll() { prepared = [:] }
}
