import CoreMetrics
import Synchronization

/// One time series of a ``PrometheusMetrics``.
protocol PrometheusSeries: AnyObject, Sendable {
    /// Prometheus' word for the type.
    static var kind: String { get }
    func write(name: String, labels: String, to page: inout String)
}

extension PrometheusSeries {
    fileprivate func line(_ name: String, _ labels: String, _ value: String) -> String {
        labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }
}

/// A number that grows.
final class PrometheusCounter: CounterHandler, PrometheusSeries {
    static let kind = "counter"
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func write(name: String, labels: String, to page: inout String) {
        page += line(name, labels, String(count.load(ordering: .relaxed)))
    }
}

/// A number that goes up and down.
final class PrometheusGauge: RecorderHandler, MeterHandler, PrometheusSeries {
    static let kind = "gauge"
    private let value = Mutex(0.0)

    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) { self.value.withLock { $0 = value } }
    func set(_ value: Int64) { record(Double(value)) }
    func set(_ value: Double) { record(value) }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func write(name: String, labels: String, to page: inout String) {
        page += line(name, labels, value.withLock { "\($0)" })
    }
}

/// Values by size, in buckets from 50 millionths up.
final class PrometheusHistogram: TimerHandler, RecorderHandler, PrometheusSeries {
    static let kind = "histogram"
    private static let bounds = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 5, 10,
    ]

    private struct State {
        /// One more than the bounds: the last one has what is over all of them.
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        var sum = 0.0
    }

    private let unit: Double
    private let state = Mutex(State())

    /// - Parameter unit: what one recorded unit is in the series' own.
    init(unit: Double) { self.unit = unit }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let value = value * unit
        let bucket = PrometheusHistogram.bounds.firstIndex { value <= $0 } ?? PrometheusHistogram.bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func write(name: String, labels: String, to page: inout String) {
        let state = state.withLock { $0 }
        let separator = labels.isEmpty ? "" : ","
        var count = 0
        for (index, number) in state.counts.enumerated() {
            count += number
            let bound = index < PrometheusHistogram.bounds.count ? "\(PrometheusHistogram.bounds[index])" : "+Inf"
            page += line("\(name)_bucket", "\(labels)\(separator)le=\"\(bound)\"", String(count))
        }
        page += line("\(name)_sum", labels, "\(state.sum)")
        page += line("\(name)_count", labels, String(count))
    }
}
