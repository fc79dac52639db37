import CoreMetrics
import Foundation
import Synchronization

/// Metrics in memory, and the page on which Prometheus reads them (prometheus.io/docs, "Exposition formats").
///
/// Counters and meters become `counter` and `gauge`, timers and recorders `histogram`; a timer's unit is the second.
final class PrometheusMetrics: MetricsFactory {
    /// A time series: a name with its labels.
    private struct Series: Hashable, Comparable {
        let name: String
        let labels: String

        init(_ label: String, _ dimensions: [(String, String)]) {
            name = label
            labels = dimensions.map { "\($0.0)=\"\(Series.escaped($0.1))\"" }.joined(separator: ",")
        }

        static func < (left: Series, right: Series) -> Bool {
            (left.name, left.labels) < (right.name, right.labels)
        }

        private static func escaped(_ value: String) -> String {
            value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
    }

    private let series = Mutex<[Series: any PrometheusSeries]>([:])

    init() {}

    /// All series as text, sorted by name and labels.
    var page: String {
        let all = series.withLock { $0 }.sorted { $0.key < $1.key }
        var page = ""
        var name = ""
        for (key, value) in all {
            if key.name != name {
                name = key.name
                page += "# TYPE \(name) \(type(of: value).kind)\n"
            }
            value.write(name: key.name, labels: key.labels, to: &page)
        }
        return page
    }

    private func series<Found: PrometheusSeries>(
        _ label: String,
        _ dimensions: [(String, String)],
        make: () -> Found
    ) -> Found {
        let key = Series(label, dimensions)
        return series.withLock { series in
            if let found = series[key] as? Found { return found }
            let made = make()
            series[key] = made
            return made
        }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, make: PrometheusCounter.init)
    }

    func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        if aggregate { return series(label, dimensions) { PrometheusHistogram(unit: 1) } }
        return series(label, dimensions, make: PrometheusGauge.init)
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, make: PrometheusGauge.init)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions) { PrometheusHistogram(unit: 1e-9) }
    }

    // A series stays: Prometheus wants counters that never go back.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
