import Foundation
import GRDB
import GRDBSQLite

/// The bytes of the database's main file as they are on the disk, those that no row has any more among them.
///
/// They are read through SQLite's own handle and take no lock. A handle of one's own would take locks away: when a process
/// closes any handle of a file, POSIX drops all locks that the process has on it, SQLite's too.
struct DatabaseFile {
    private let file: UnsafeMutablePointer<sqlite3_file>
    private let methods: sqlite3_io_methods
    private let blockSize: Int

    /// - Parameter database: a connection, used for as long as this value is.
    init(of database: Database, blockSize: Int = 1 << 20) throws {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file, let methods = file.pointee.pMethods else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        self.file = file
        self.methods = methods.pointee
        self.blockSize = blockSize
    }

    /// Whether one of the texts is anywhere in the file. Reads all of it, block by block, until one is found.
    func holds(_ search: TextSearch) throws -> Bool {
        // Each block with the end of the one before it, in which a text may begin.
        let overlap = search.longest + 1
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: overlap + blockSize, alignment: 16)
        defer { buffer.deallocate() }
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        let block = UnsafeMutableRawBufferPointer(rebasing: buffer[overlap...])
        var offset: Int64 = 0
        while true {
            let isLast = try read(into: block, at: offset)
            if search.finds(in: UnsafeRawBufferPointer(buffer)) { return true }
            if isLast { return false }
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[blockSize...]))
            offset += Int64(blockSize)
        }
    }

    /// Reads a block, with zeros where the file has ended, and says whether it has.
    private func read(into block: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Bool {
        let code = methods.xRead(file, block.baseAddress, Int32(block.count), offset)
        switch code {
        case SQLITE_OK: return false
        // SQLITE_IOERR_SHORT_READ, a macro that Swift cannot read.
        case SQLITE_IOERR | 2 << 8: return true
        default: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }
}
