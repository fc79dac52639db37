import Concord
import HTTPTypes
import Synchronization

/// What a caller may still do in the current second.
struct RateAllowance: Sendable, Hashable {
    /// Requests a second.
    let limit: Int
    /// Requests that are left; negative when there were too many.
    let remaining: Int
    /// The end of the second.
    let reset: Timestamp
    /// Now.
    let time: Timestamp

    var isExceeded: Bool { remaining < 0 }

    /// The whole seconds until the reset, at least 1.
    var secondsToReset: Int64 { max(1, (reset.milliseconds - time.milliseconds + 999) / 1_000) }

    /// As the fields `RateLimit-…` (IETF, draft-ietf-httpapi-ratelimit-headers-06), whose reset is in seconds from now.
    var fields: HTTPFields {
        [
            RateAllowance.limitName: String(limit), RateAllowance.remainingName: String(max(0, remaining)),
            RateAllowance.resetName: String(secondsToReset),
        ]
    }

    private static let limitName = HTTPField.Name("ratelimit-limit")!
    private static let remainingName = HTTPField.Name("ratelimit-remaining")!
    private static let resetName = HTTPField.Name("ratelimit-reset")!
}

/// Counts each caller's requests by the second of the clock. Holds one entry for each caller that was let in.
final class RateLimiter: Sendable {
    private struct Window {
        var second: Int64
        var count: Int
    }

    private let limit: Int
    private let clock: @Sendable () -> Timestamp
    private let windows = Mutex<[String: Window]>([:])

    /// - Parameter limit: requests a second for each caller.
    init(limit: Int, clock: @escaping @Sendable () -> Timestamp) {
        precondition(limit > 0, "A rate limit lets something through")
        self.limit = limit
        self.clock = clock
    }

    /// Counts one request of a caller.
    func count(_ caller: String) -> RateAllowance {
        let time = clock()
        let second = time.milliseconds / 1_000
        let count = windows.withLock { windows in
            var window = windows[caller] ?? Window(second: second, count: 0)
            if window.second != second { window = Window(second: second, count: 0) }
            window.count += 1
            windows[caller] = window
            return window.count
        }
        let reset = Timestamp(milliseconds: (second + 1) * 1_000)
        return RateAllowance(limit: limit, remaining: limit - count, reset: reset, time: time)
    }

    static let exceeded = ConcordError(
        .tooManyRequests,
        "Request was throttled",
        remedy: "Expected available in 1 second"
    )
}
