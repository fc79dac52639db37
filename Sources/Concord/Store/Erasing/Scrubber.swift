import Foundation
import GRDB
import Synchronization

/// Takes the bytes of erased rows out of the database's files.
///
/// Erased rows are zeros (`secure_delete`), but older versions of their pages are in the write-ahead log, and when SQLite
/// has split or balanced a page, a copy of a row that it moved is in the page's unused middle, which it never clears. So
/// the log is truncated, and the main file is read for the erased texts. Only if one is there, the file is rewritten
/// (`VACUUM`): that copies the rows that there are into new pages, so nothing else can be left of the old ones.
///
/// Erasures that wait while another one's remains are looked for share the next look.
final class Scrubber: Sendable {
    private let pool: DatabasePool
    /// Whoever is on it may block: it is neither the writer's nor one of Swift's few threads.
    private let turns = DispatchQueue(label: "concord.scrubber")
    private let state = Mutex(State())

    private struct State {
        /// The number of the newest request, and of the newest that is fulfilled with all before it.
        var asked = 0
        var fulfilled = 0
        /// What is looked for, of requests that are not fulfilled.
        var texts: [(request: Int, texts: Set<[UInt8]>)] = []
    }

    init(pool: DatabasePool) { self.pool = pool }

    /// Takes the remains of committed erasures away, these and any that earlier requests have left.
    ///
    /// - Parameter texts: what must not be found; each is a whole value.
    /// - Parameter rewrites: whether to rewrite the file without looking into it.
    /// - Returns: whether all remains are gone; `false` when a reader of the time before is in the way.
    /// - Throws: ``ConcordError`` when the file cannot be read or rewritten: `diskFull`, `busy`, `storage`.
    func scrub(_ texts: Set<[UInt8]>, rewrites: Bool = false) async throws -> Bool {
        let request = state.withLock { state in
            state.asked += 1
            state.texts.append((state.asked, texts))
            return state.asked
        }
        return try await withCheckedThrowingContinuation { continuation in
            turns.async {
                continuation.resume(
                    with: Result { try StoreErrors.translating { try self.fulfil(request, rewrites: rewrites) } }
                )
            }
        }
    }

    /// Waits for the work under way.
    func close() { turns.sync {} }

    private func fulfil(_ request: Int, rewrites: Bool) throws -> Bool {
        let (asked, fulfilled, texts) = state.withLock { state in
            (state.asked, state.fulfilled, state.texts.reduce(into: Set()) { $0.formUnion($1.texts) })
        }
        if fulfilled >= request, !rewrites { return true }
        guard try truncateLog() else { return false }
        if try rewrites || isFound(texts) {
            try rewrite()
            guard try truncateLog() else { return false }
        }
        state.withLock { state in
            state.fulfilled = asked
            state.texts.removeAll { $0.request <= asked }
        }
        return true
    }

    /// Whether no reader was in the way.
    private func truncateLog() throws -> Bool {
        try pool.writeWithoutTransaction { database in
            do {
                try database.checkpoint(.truncate)
                return true
            } catch DatabaseError.SQLITE_BUSY, DatabaseError.SQLITE_LOCKED {
                return false
            }
        }
    }

    private func isFound(_ texts: Set<[UInt8]>) throws -> Bool {
        guard let search = TextSearch(texts) else { return false }
        // No transaction: it would keep others from truncating the log, and the file's bytes know none.
        return try pool.unsafeRead { try DatabaseFile(of: $0).holds(search) }
    }

    private func rewrite() throws {
        try pool.writeWithoutTransaction { database in
            // The rows are copied to a temporary database first, which may not fit into the memory.
            try database.execute(sql: "PRAGMA temp_store = FILE")
            defer { try? database.execute(sql: "PRAGMA temp_store = MEMORY") }
            try database.execute(sql: "VACUUM")
        }
    }
}
