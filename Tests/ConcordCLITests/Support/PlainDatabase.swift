import ConcordTesting
import GRDB

/// SQLite files, looked at and made without Concord.
enum PlainDatabase {
    /// Runs statements on the file at `path`, which is made when it is not there.
    static func make(_ sql: String, at path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// The rows of a query, as text.
    static func rows(_ query: String, at path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Row.fetchAll($0, sql: query).map(\.description) }
    }

    /// The first column of a query's rows.
    static func numbers(_ query: String, at path: String) throws -> [Int] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchAll($0, sql: query) }
    }
}
