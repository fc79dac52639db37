import Concord
import Metrics
import Synchronization

/// What the service counts: requests by vendor and status, how long they took, those under way, and the writes that
/// wait.
final class RequestMetrics: Sendable {
    private struct Outcome: Hashable {
        let vendor: Vendor
        let status: Int
    }

    private let factory: any MetricsFactory
    private let waitingWrites: Gauge
    private let underWay: Meter
    private let counters = Mutex<[Outcome: Counter]>([:])
    private let timers = Mutex<[Vendor: Timer]>([:])

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        waitingWrites = Gauge(label: "concord_waiting_writes", factory: factory)
        underWay = Meter(label: "concord_requests_under_way", factory: factory)
    }

    /// Counts a request as under way until `body` is done.
    func during<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        underWay.increment()
        defer { underWay.decrement() }
        return try await body()
    }

    func count(_ vendor: Vendor, status: Int, took duration: Duration) {
        let counter = counters.withLock { counters in
            let outcome = Outcome(vendor: vendor, status: status)
            if let counter = counters[outcome] { return counter }
            let dimensions = [("vendor", vendor.rawValue), ("status", String(status))]
            let counter = Counter(label: "concord_requests_total", dimensions: dimensions, factory: factory)
            counters[outcome] = counter
            return counter
        }
        counter.increment()
        let timer = timers.withLock { timers in
            if let timer = timers[vendor] { return timer }
            let dimensions = [("vendor", vendor.rawValue)]
            let timer = Timer(label: "concord_request_seconds", dimensions: dimensions, factory: factory)
            timers[vendor] = timer
            return timer
        }
        timer.record(duration: duration)
    }

    /// Takes the figures that are measured when somebody looks.
    func sample(_ engine: IdentityEngine) {
        waitingWrites.record(engine.waitingWrites)
    }
}
