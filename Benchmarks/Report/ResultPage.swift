import Foundation

/// The results as one page that needs nothing else: for each row its cost against the number of accounts, beside the
/// baseline's, and the ratios.
struct ResultPage {
    private let groups: [(row: String, results: [ResultRow])]

    init(_ rows: [ResultRow]) {
        groups = Dictionary(grouping: rows, by: \.row).sorted { $0.key < $1.key }
            .map { (row: $0.key, results: $0.value.sorted { $0.size < $1.size }) }
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Concord: benchmarks</title>
        <style>\(ResultPage.style)</style>
        <h1>Concord: benchmarks</h1>
        <p>Each figure is the median of its run; the ratio is the median of the ratios of pairs that were measured one after the
        other. Cost against the number of accounts, both on logarithmic scales.</p>
        <p><span class="ours">●</span> Concord <span class="theirs">●</span> baseline</p>
        <main>\(groups.map { card($0.row, $0.results) }.joined())</main>
        </html>
        """
    }

    private static let style = """
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #1b2330 }
        main { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1.2rem }
        section { border: 1px solid #d8dee8; border-radius: 8px; padding: .8rem 1rem }
        h2 { font-size: 1rem; margin: 0 } small { color: #5d6b80 }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
        td, th { text-align: right; padding: .1rem .2rem; font-weight: normal } th { color: #5d6b80 }
        .ours { color: #0b6bcb; stroke: #0b6bcb; fill: #0b6bcb } .theirs { color: #c2571a; stroke: #c2571a; fill: #c2571a }
        polyline { fill: none; stroke-width: 2 } svg text { font-size: 11px; fill: #5d6b80; stroke: none }
        @media (prefers-color-scheme: dark) { body { background: #11151c; color: #e4e9f1 } section { border-color: #303a4a } }
        """

    private func card(_ row: String, _ results: [ResultRow]) -> String {
        let lines = results.map { result in
            """
            <tr><td>\(ResultPage.count(result.size))<td>\(ResultRow.text(result.ns, of: row))\
            <td>\(ResultRow.text(result.baselineNs, of: row))<td>\(result.ratio.formatted(digits: 2))
            """
        }
        return """
            <section><h2>\(ResultPage.escaped(row))</h2>
            <small>beside \(ResultPage.escaped(results.first?.baseline ?? ""))</small>
            \(LogarithmicChart(results).svg)
            <table><tr><th>accounts<th>Concord<th>baseline<th>ratio\(lines.joined())</table></section>
            """
    }

    static func count(_ size: Int) -> String {
        size % 1_000_000 == 0 ? "\(size / 1_000_000)M" : size % 1_000 == 0 ? "\(size / 1_000)k" : "\(size)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
    }
}

/// Two lines over the number of accounts.
private struct LogarithmicChart {
    private let results: [ResultRow]
    private let width = 320.0
    private let height = 130.0
    private let left = 54.0
    private let bottom = 18.0

    init(_ results: [ResultRow]) { self.results = results }

    var svg: String {
        let values = results.flatMap { [$0.ns, $0.baselineNs] }.map { log10(max($0, 0.1)) }
        // Whole powers of ten below and above all values.
        let low = (values.min() ?? 0).rounded(.down)
        let high = max((values.max() ?? 1).rounded(.up), low + 1)
        func y(_ value: Double) -> Double {
            8 + (high - log10(max(value, 0.1))) / (high - low) * (height - bottom - 12)
        }
        let sizes = results.map { log10(Double($0.size)) }
        let span = max((sizes.last ?? 1) - (sizes.first ?? 0), 0.1)
        func x(_ size: Int) -> Double {
            left + 8 + (log10(Double(size)) - (sizes.first ?? 0)) / span * (width - left - 40)
        }
        let row = results.first?.row ?? ""
        let grid = stride(from: low, through: high, by: 1).map { power in
            let place = y(pow(10, power))
            return """
                <line x1="\(left)" x2="\(width)" y1="\(place)" y2="\(place)" stroke="#8884"/>\
                <text x="\(left - 4)" y="\(place + 4)" text-anchor="end">\(ResultRow.text(pow(10, power), of: row))</text>
                """
        }
        let labels = results.map {
            "<text x=\"\(x($0.size))\" y=\"\(height - 4)\" text-anchor=\"middle\">\(ResultPage.count($0.size))</text>"
        }
        let lines = [(\ResultRow.ns, "ours"), (\ResultRow.baselineNs, "theirs")].map { path, name in
            let points = results.map { (x($0.size), y($0[keyPath: path])) }
            let dots = points.map { "<circle class=\"\(name)\" cx=\"\($0.0)\" cy=\"\($0.1)\" r=\"3\"/>" }.joined()
            let line = points.map { "\($0.0),\($0.1)" }.joined(separator: " ")
            return "<polyline class=\"\(name)\" points=\"\(line)\"/>\(dots)"
        }
        return "<svg viewBox=\"0 0 \(width) \(height)\" width=\"100%\" role=\"img\">"
            + (grid + labels + lines).joined() + "</svg>"
    }
}
