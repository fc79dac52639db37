import GRDB
import Synchronization

extension Store {
    /// How many pages are copied between two looks at whether to go on: some milliseconds' work.
    private static let pagesPerStep: Int32 = 1_000

    /// Copies the database, as of one moment, to a file that is not there yet.
    func backup(to path: String, progress: @escaping @Sendable (Double) -> Void) async throws {
        let isCancelled = Atomic(false)
        try await withTaskCancellationHandler {
            let file = try BackupFile(path: path, random: configuration.randomNumbers())
            do {
                try await copy(to: file) { share in
                    if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
                    progress(share)
                }
                if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
                try file.commit()
            } catch {
                file.discard()
                throw StoreErrors.translated(error)
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
    }

    /// Copies every page of one snapshot.
    ///
    /// The reader stays in its transaction from the first page to the last. SQLite would else begin again whenever
    /// somebody writes between two steps, and beside a busy writer never come to an end.
    private func copy(to file: BackupFile, progress: @escaping @Sendable (Double) throws -> Void) async throws {
        let target = try Store.emptyTarget(file.temporaryPath)
        try await pool.read { source in
            // A transaction sees what was committed before its first read.
            _ = try CatalogueTable.version(on: Connection(source))
            try target.writeWithoutTransaction { copy in
                try source.backup(to: copy, pagesPerStep: Store.pagesPerStep) { step in
                    try progress(Double(step.completedPageCount) / Double(max(1, step.totalPageCount)))
                }
            }
        }
        // The copied header says WAL, which needs files beside it, and a folder that may be written to, to be read.
        try await target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try target.close()
    }

    /// A file that is thrown away when the copy fails needs no journal, and is flushed once, at its end.
    private static func emptyTarget(_ path: String) throws -> DatabaseQueue {
        var options = Configuration()
        options.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
        return try DatabaseQueue(path: path, configuration: options)
    }
}
