import GRDB

/// The one place where SQLite's errors become Concord's.
enum StoreErrors {
    /// The error in Concord's words; errors that are not the database's pass as they are.
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            ConcordError(
                .busy,
                "Another process is writing to the database",
                remedy: "Try again in a moment"
            )
        case .SQLITE_FULL:
            ConcordError(
                .diskFull,
                "The disk is full, or the database has reached its largest size",
                remedy: "Make room and try again; nothing of this write is stored"
            )
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            ConcordError(
                .unusableDatabase,
                "The file is not a database, or is damaged",
                remedy: "Check the path, or restore the database from a backup"
            )
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            ConcordError(
                .unusableDatabase,
                "The database cannot be opened for writing",
                remedy: "Check that its folder exists and that this user may write to the folder and the file"
            )
        default:
            ConcordError(
                .storage,
                "SQLite failed with the code \(error.extendedResultCode.rawValue)",
                remedy: "Run an integrity check; nothing of this write is stored"
            )
        }
    }

    /// Runs `body`, with its errors in Concord's words.
    static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw translated(error)
        }
    }
}
