import Synchronization

extension Store {
    /// How many accounts one transaction of a rebuild does: enough to make a flush cheap, few enough to let others in.
    private static let rebuildSlice = 1_000

    /// Does the rebuild under way, slice by slice. A cancelled task stops it between two.
    func rebuild(_ progress: @Sendable (RebuildProgress) -> Void) async throws {
        let last = try await read { try AccountTable.largestNumber(on: $0.connection) }
        // Of this run alone: whoever goes on after an interruption resolves a few components twice.
        let resolved = Mutex<Set<Int64>>([])
        while true {
            try Task.checkCancellation()
            let state = try await queue.write { transaction in
                try resolved.withLock { try transaction.rebuildSlice(&$0, size: Store.rebuildSlice) }
            }
            guard let state else { return }
            progress(RebuildProgress(phase: state.phase.rawValue, account: state.cursor, last: last))
        }
    }
}
