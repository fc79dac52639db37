import GRDB
import GRDBSQLite

/// One use of a statement that GRDB has prepared and keeps, through its C handle.
///
/// A probe costs 0.95 µs this way and 2.3 µs through GRDB's rows, and a match is little more than one probe.
/// Whoever makes one resets it: `defer { statement.reset() }`.
struct PreparedStatement {
    private let statement: Statement
    let handle: OpaquePointer

    init(_ connection: Connection, _ sql: SQLText) throws {
        statement = try connection.statement(sql)
        handle = statement.sqliteStatement
    }

    /// Runs a statement that takes no arguments and gives no rows.
    static func run(_ sql: SQLText, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        _ = try statement.step()
    }

    /// Whether a query that takes no arguments gives a row.
    static func finds(_ sql: SQLText, on connection: Connection) throws -> Bool {
        let statement = try PreparedStatement(connection, sql)
        defer { statement.reset() }
        return try statement.step()
    }

    /// Runs the statement for what it does and says how many rows it changed.
    @discardableResult
    func run() throws -> Int {
        while try step() {}
        return Int(sqlite3_changes(sqlite3_db_handle(handle)))
    }

    /// Moves to the next row and says whether there is one.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let connection = sqlite3_db_handle(handle)
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection))
            )
        }
    }

    /// Frees the statement for its next use. Its arguments stay until they are bound anew.
    func reset() {
        sqlite3_reset(handle)
    }

    /// The number that the connection's last insertion gave.
    var lastInsertedRow: Int64 {
        sqlite3_last_insert_rowid(sqlite3_db_handle(handle))
    }

    /// The index of the log that the connection has read.
    var index: WALIndex? { WALIndex(of: sqlite3_db_handle(handle)) }

    /// What the connection's newest snapshot is, as a number: another one after every commit of others.
    var dataVersion: UInt32 {
        var version: UInt32 = 0
        sqlite3_file_control(sqlite3_db_handle(handle), nil, SQLITE_FCNTL_DATA_VERSION, &version)
        return version
    }
}
