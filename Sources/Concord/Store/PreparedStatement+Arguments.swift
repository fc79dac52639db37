import GRDBSQLite

/// Arguments, counted from 1.
extension PreparedStatement {
    func bind(_ index: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, index, value)
    }

    func bind(_ index: Int32, _ value: Int64?) {
        guard let value else { return bindNull(index) }
        bind(index, value)
    }

    /// Binds text, or NULL.
    func bind(_ index: Int32, _ value: String?) {
        guard let value else { return bindNull(index) }
        Bytewise.withBytes(of: value) { bind(index, text: $0) }
    }

    /// Binds UTF-8 bytes as text, or NULL.
    func bind(_ index: Int32, utf8 value: [UInt8]?) {
        guard let value else { return bindNull(index) }
        value.withUnsafeBufferPointer { bind(index, text: $0) }
    }

    private func bindNull(_ index: Int32) {
        sqlite3_bind_null(handle, index)
    }

    private func bind(_ index: Int32, text bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) {
            _ = sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
        }
    }

    /// Binds 128 bits as a blob, `first` most significant byte first, then `second`.
    func bind(_ index: Int32, _ first: UInt64, _ second: UInt64) {
        withUnsafeBytes(of: (first.bigEndian, second.bigEndian)) {
            _ = sqlite3_bind_blob(handle, index, $0.baseAddress, 16, transient)
        }
    }

    /// Binds a blob without a copy: the bytes must stay where they are until the statement is reset, and it must not be
    /// stepped again before something else is bound.
    func bind(_ index: Int32, keeping bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), nil)
    }

    func bind(_ index: Int32, _ id: ULID) {
        bind(index, id.high, id.low)
    }

    func bind(_ index: Int32, _ id: ULID?) {
        guard let id else { return bindNull(index) }
        bind(index, id)
    }

    /// Binds ids one behind the other as one blob.
    func bind(_ index: Int32, _ ids: [ULID]) {
        // Nearly every event is of one account.
        if ids.count == 1 { return bind(index, ids[0]) }
        let words = ids.flatMap { [$0.high.bigEndian, $0.low.bigEndian] }
        words.withUnsafeBytes { bytes in
            // An empty array may have no address, and without one SQLite binds NULL.
            _ =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), transient)
        }
    }

    func bind(_ index: Int32, _ value: Double) {
        sqlite3_bind_double(handle, index, value)
    }

    func bind(_ index: Int32, blob bytes: [UInt8]) {
        // An empty array has no address, and a blob without one is NULL.
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(handle, index, 0)
        } else {
            bytes.withUnsafeBytes {
                _ = sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), transient)
            }
        }
    }

    /// SQLite copies the bytes while it binds them.
    private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
