import Concord
import Logging
import ServiceLifecycle

/// Catches up with what was left for later, as long as the service runs: persons whose component was over the policy's
/// cap when it was written, and a rebuild that stopped on its way.
struct Upkeep: Service {
    let engine: IdentityEngine
    /// How long to wait between two looks; a look that finds nothing is one probe.
    let interval: Duration
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await lookAndLog()
                // Nothing throws but the end, which the loop sees.
                try? await Task.sleep(for: interval)
            }
        }
    }

    /// A failure ends the look and not the service: what waits goes on waiting, for the next look.
    private func lookAndLog() async {
        do {
            try await look()
        } catch is CancellationError {
            return
        } catch {
            logger.warning("Upkeep failed", metadata: ["error": "\(error)"])
        }
    }

    /// Resolves all that waits now.
    ///
    /// A rebuild may be another process's that is alive: each slice is a transaction of its own, so that both do parts
    /// of it.
    ///
    /// - Throws: ``ConcordError`` `busy`, `diskFull`, `storage`. `CancellationError` when its task is cancelled.
    func look() async throws {
        switch try await engine.pendingCount() {
        case 0?: return
        case nil:
            try await engine.rebuild()
            logger.info("Went on with a rebuild to its end")
        case let count?:
            try await engine.resolvePending()
            logger.debug("Resolved what was left for later", metadata: ["accounts": "\(count)"])
        }
    }
}
