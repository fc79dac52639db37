import Foundation

/// The charts of the report, as SVG that takes its colours from the page.
extension HTMLReport {
    /// A bar per level of a field: its weight, left against and right for.
    func levelChart(_ field: LinkageModel.Field) -> String {
        let levels = (1..<Level.count).reversed().filter { field.m[$0] >= 0.002 || field.u[$0] >= 0.0005 }
        let bars = levels.map { level in
            Bar(
                label: Level.label(UInt8(level)),
                from: 0,
                to: field.weight(level),
                note: "m \(Self.share(field.m[level])) · u \(Self.share(field.u[level]))"
            )
        }
        return barChart(bars, label: "Weights of the levels of \(field.name)")
    }

    /// The steps from the prior to the weight of a pair.
    func waterfallChart(_ waterfall: Waterfall) -> String {
        var total = waterfall.prior
        var bars = [Bar(label: "before looking", from: 0, to: total, note: "")]
        for step in waterfall.steps {
            let values = step.left == step.right ? step.left : "\(step.left) ↔ \(step.right)"
            bars.append(Bar(label: "\(step.field): \(step.level)", from: total, to: total + step.weight, note: values))
            total += step.weight
        }
        if waterfall.household < -0.05 {
            bars.append(
                Bar(label: "may be two of one household", from: total, to: total + waterfall.household, note: "")
            )
            total += waterfall.household
        }
        bars.append(Bar(label: "together", from: 0, to: total, note: ""))
        return barChart(bars, label: "Why the pair weighs what it weighs")
    }

    struct Bar {
        let label: String
        let from: Double
        let to: Double
        let note: String

        var change: Double { to - from }
    }

    private func barChart(_ bars: [Bar], label: String) -> String {
        let (width, row, left, right) = (480.0, 34.0, 8.0, 52.0)
        let low = min(0, bars.map { min($0.from, $0.to) }.min() ?? 0)
        let high = max(1, bars.map { max($0.from, $0.to) }.max() ?? 1)
        let x = { (value: Double) in left + (value - low) / (high - low) * (width - left - right) }
        let height = Double(bars.count) * row + 6
        var body = "<line class=\"axis\" x1=\"\(n(x(0)))\" x2=\"\(n(x(0)))\" y1=\"0\" y2=\"\(n(height))\"/>"
        for (index, bar) in bars.enumerated() {
            let y = Double(index) * row
            let side = bar.change >= 0 ? "for" : "against"
            let span = max(1.5, abs(x(bar.to) - x(bar.from)))
            body += "<text x=\"\(n(left))\" y=\"\(n(y + 14))\">\(Self.escaped(clipped(bar.label, 44)))"
            body +=
                "<tspan class=\"soft\" dx=\"8\">\(Self.escaped(clipped(bar.note, 72 - min(44, bar.label.count))))</tspan></text>"
            body +=
                "<rect class=\"\(side)\" x=\"\(n(min(x(bar.from), x(bar.to))))\" y=\"\(n(y + 19))\" width=\"\(n(span))\" height=\"9\" rx=\"2\"/>"
            body +=
                "<text class=\"soft\" x=\"\(n(width))\" y=\"\(n(y + 28))\" text-anchor=\"end\">\(decimal(bar.change, 1))</text>"
        }
        return svg(width, height, label, body)
    }

    /// How many pairs have which weight, on a scale of powers of ten, with the thresholds.
    func histogramChart() -> String {
        let bins = result.histogram.filter { $0.weight >= -40 && $0.weight <= 60 }
        guard let first = bins.first?.weight, let last = bins.last?.weight else { return "" }
        let (width, height, base) = (760.0, 240.0, 210.0)
        let top = bins.map { log10(1 + $0.ofOnePerson + $0.ofTwo) }.max() ?? 1
        let step = (width - 20) / Double(last - first + 1)
        let x = { (weight: Double) in 10 + (weight - Double(first)) * step }
        var body = "<line class=\"axis\" x1=\"0\" x2=\"\(n(width))\" y1=\"\(n(base))\" y2=\"\(n(base))\"/>"
        for bin in bins {
            let all = log10(1 + bin.ofOnePerson + bin.ofTwo) / top * (base - 30)
            let one = all * bin.ofOnePerson / max(1e-9, bin.ofOnePerson + bin.ofTwo)
            for (side, size, y) in [("for", one, base - one), ("against", all - one, base - all)] where size > 0.2 {
                body += "<rect class=\"\(side)\" x=\"\(n(x(Double(bin.weight))))\" y=\"\(n(y))\" "
                body += "width=\"\(n(max(1, step - 1)))\" height=\"\(n(size))\"/>"
            }
        }
        for weight in stride(from: (first / 10) * 10, through: last, by: 10) {
            body +=
                "<text class=\"soft\" x=\"\(n(x(Double(weight))))\" y=\"\(n(base + 18))\" text-anchor=\"middle\">\(weight)</text>"
        }
        let threshold = x(result.threshold)
        body += "<line class=\"mark\" x1=\"\(n(threshold))\" x2=\"\(n(threshold))\" y1=\"14\" y2=\"\(n(base))\"/>"
        body += "<text class=\"marktext\" x=\"\(n(threshold + 5))\" y=\"22\">match</text>"
        return svg(width, height, "Number of pairs by weight in bits", body)
            + "<p>Bits, pairs on a logarithmic scale; blue are those expected to be of one person.</p>"
    }

    /// Precision and recall over thresholds.
    func curveChart() -> String {
        let points = result.curve.reversed()
        guard let first = points.first?.weight, let last = points.last?.weight, last > first else { return "" }
        let (width, height, base) = (760.0, 240.0, 210.0)
        let x = { (weight: Double) in 40 + (weight - first) / (last - first) * (width - 60) }
        let y = { (share: Double) in base - share * (base - 20) }
        var body = ""
        for share in [0, 0.25, 0.5, 0.75, 1] {
            body +=
                "<line class=\"axis\" x1=\"40\" x2=\"\(n(width - 20))\" y1=\"\(n(y(share)))\" y2=\"\(n(y(share)))\"/>"
            body +=
                "<text class=\"soft\" x=\"34\" y=\"\(n(y(share) + 4))\" text-anchor=\"end\">\(decimal(share, 2))</text>"
        }
        let path = { (value: (ThresholdPoint) -> Double) in
            points.map { "\(n(x($0.weight))),\(n(y(value($0))))" }.joined(separator: " ")
        }
        body += "<polyline class=\"path-for\" points=\"\(path { $0.precision })\"/>"
        body += "<polyline class=\"path-against\" points=\"\(path { $0.recall })\"/>"
        for weight in stride(from: (first / 10).rounded(.up) * 10, through: last, by: 10) {
            body +=
                "<text class=\"soft\" x=\"\(n(x(weight)))\" y=\"\(n(base + 18))\" text-anchor=\"middle\">\(Int(weight))</text>"
        }
        body +=
            "<text x=\"\(n(width - 24))\" y=\"\(n(y(0.12)))\" text-anchor=\"end\"><tspan class=\"for\">precision</tspan>"
        body += "<tspan class=\"against\" dx=\"10\">recall</tspan></text>"
        return svg(width, height, "Precision and recall by threshold in bits", body)
    }

    private func svg(_ width: Double, _ height: Double, _ label: String, _ body: String) -> String {
        "<svg viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" aria-label=\"\(Self.escaped(label))\">\(body)</svg>"
    }

    private func n(_ value: Double) -> String { decimal(value, 1) }

    private func clipped(_ text: String, _ count: Int) -> String {
        text.count > count ? text.prefix(max(0, count - 1)) + "…" : text
    }

    private static func share(_ value: Double) -> String {
        value >= 0.001 ? decimal(value * 100, 1) + " %" : String(format: "%.0e", value)
    }
}
