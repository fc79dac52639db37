import Synchronization

extension Store {
    /// How many accounts one transaction of a rebuild does: enough to make a flush cheap and a page of identifiers worth its
    /// writing, few enough to let others in after a part of a second.
    private static let rebuildSlice = 5_000

    /// Resolves what is pending, slice by slice, and says how many components that were. A cancelled task stops it between
    /// two.
    ///
    /// - Parameter cause: why persons may part, for the log.
    /// - Parameter progress: is told how many components are done.
    func resolvePending(cause: String? = nil, _ progress: @Sendable (Int) -> Void = { _ in }) async throws -> Int {
        var (count, next) = (0, Int64(0))
        while true {
            try Task.checkCancellation()
            let from = next
            let done = try await queue.write {
                try $0.resolvePending(from: from, size: Store.rebuildSlice, cause: cause)
            }
            guard let done else { return count }
            (count, next) = (count + done.components, done.next)
            progress(count)
        }
    }

    /// Does the rebuild under way, slice by slice. A cancelled task stops it between two.
    func rebuild(_ progress: @Sendable (RebuildProgress) -> Void) async throws {
        let last = try await read { try AccountTable.largestNumber(on: $0.connection) }
        // Of this run alone: whoever goes on after an interruption resolves a few components twice.
        let resolved = Mutex<Set<Int64>>([])
        while true {
            try Task.checkCancellation()
            let state = try await queue.write { [readers] transaction in
                try resolved.withLock { try transaction.rebuildSlice(&$0, size: Store.rebuildSlice, readers) }
            }
            guard let state else { return }
            progress(RebuildProgress(phase: state.phase.rawValue, account: state.cursor, last: last))
        }
    }
}
