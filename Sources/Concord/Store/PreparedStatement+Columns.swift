import GRDBSQLite

/// Columns, counted from 0.
extension PreparedStatement {
    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    /// The bytes of a text column; empty for NULL. Valid inside `body` only.
    func withText<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let start = sqlite3_column_text(handle, column)
        return try body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func text(_ column: Int32) -> String {
        withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// A copy of a text column's bytes; `nil` for NULL.
    func bytes(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : withText(column) { Array($0) }
    }

    /// A copy of a blob's bytes; empty for NULL.
    func blob(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// A blob of 16 bytes as two numbers, the first eight bytes in the first. The schema checks the length.
    func bits(_ column: Int32) -> (UInt64, UInt64) {
        guard let start = sqlite3_column_blob(handle, column), sqlite3_column_bytes(handle, column) == 16 else {
            return (0, 0)
        }
        return (
            UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    /// A blob of 16 bytes as an id.
    func ulid(_ column: Int32) -> ULID {
        let (high, low) = bits(column)
        return ULID(high: high, low: low)
    }

    /// A blob of ids one behind the other.
    func ulids(_ column: Int32) -> [ULID] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return stride(from: 0, to: Int(sqlite3_column_bytes(handle, column)) / 16 * 16, by: 16).map { offset in
            ULID(
                high: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
                low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
            )
        }
    }

    func double(_ column: Int32) -> Double {
        sqlite3_column_double(handle, column)
    }
}
