import Concord

/// How many lines had which effect.
struct ApplySummary: Hashable {
    private(set) var created = 0
    private(set) var changed = 0
    private(set) var unchanged = 0
    private(set) var refused = 0
    private(set) var ambiguous = 0

    var lines: Int { created + changed + unchanged + refused }

    mutating func count(_ result: Result<AccountOutcome, any Error>) {
        switch result {
        case .failure: refused += 1
        case .success(let outcome) where outcome.created: created += 1
        case .success(let outcome) where outcome.changed: changed += 1
        case .success: unchanged += 1
        }
        if case .success(let outcome) = result, outcome.isAmbiguous { ambiguous += 1 }
    }

    /// One sentence for people.
    func text(of space: String, after duration: Duration) -> String {
        var parts = ["\(created) created", "\(changed) changed", "\(unchanged) unchanged", "\(refused) refused"]
        if ambiguous > 0 { parts.append("\(ambiguous) matched several accounts (the oldest was taken)") }
        let noun = lines == 1 ? "line" : "lines"
        return
            "concord: \(space): \(lines) \(noun) in \(ApplySummary.seconds(duration)): \(parts.joined(separator: ", "))"
    }

    /// Seconds with one decimal, such as `2.4 s`.
    static func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

/// A line on the terminal that counts while long work goes on.
struct Progress {
    private static let interval = Duration.milliseconds(500)
    private static let clearLine = "\r\u{1B}[K"

    private var shownAt = Duration.zero
    private var isShown = false

    /// The text to print now, or `nil` while the last one is new.
    mutating func text(lines: Int, after duration: Duration) -> String? {
        guard duration - shownAt >= Progress.interval else { return nil }
        shownAt = duration
        isShown = true
        return "\(Progress.clearLine)\(lines) lines, \(Int(Double(lines) / (duration / .seconds(1)))) a second"
    }

    /// What takes the last text away; `nil` when there was none.
    var end: String? { isShown ? Progress.clearLine : nil }
}
