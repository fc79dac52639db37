import GRDBSQLite
import Synchronization

/// Which commit is the newest: as long as this stays the same, no process has committed anything.
struct CommitMark: Sendable, Hashable {
    /// The count of commits, among numbers that never change.
    let count: UInt64
    /// The checksum of all that the header says: where the log ends, its salt, the checksum of its last page.
    let checksum: UInt64
}

/// The header of the index of SQLite's write-ahead log, which lies in memory that all processes share, and which each
/// commit writes last of all (sqlite.org/walformat.html, section 2.1).
///
/// A statement begins by looking at it too. But it takes locks for what it will read, and that costs several times as much
/// as a whole match in memory.
struct WALIndex {
    private let words: UnsafeMutablePointer<Atomic<UInt64>>

    /// The index's format, and how large a piece SQLite maps at once.
    private static let (version, pieceBytes) = (3_007_000 as UInt32, 32_768 as Int32)

    /// Uses SQLite's own mapping, as a second one would take locks away; see ``DatabaseFile``.
    ///
    /// - Parameter connection: one that has read something, and that stays open while this value is used.
    /// - Returns: `nil` when SQLite keeps the index otherwise.
    init?(of connection: OpaquePointer) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file, let methods = file.pointee.pMethods, methods.pointee.iVersion >= 2,
            let map = methods.pointee.xShmMap
        else { return nil }
        var piece: UnsafeMutableRawPointer?
        guard map(file, 0, WALIndex.pieceBytes, 0, &piece) == SQLITE_OK, let piece,
            piece.load(as: UInt32.self) == WALIndex.version
        else { return nil }
        words = piece.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The newest commit. Whoever was answered after a commit sees that one or a later one.
    var mark: CommitMark {
        CommitMark(
            count: (words + 1).pointee.load(ordering: .acquiring),
            checksum: (words + 5).pointee.load(ordering: .acquiring)
        )
    }
}
