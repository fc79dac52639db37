import Synchronization

/// A line on the terminal that is written over while long work goes on; nothing where nobody looks.
final class ProgressText: Sendable {
    private static let interval = Duration.milliseconds(200)
    private static let clearLine = "\r\u{1B}[K"

    private let isTerminal = StandardError.isTerminal
    private let shownAt = Mutex<ContinuousClock.Instant?>(nil)

    /// Shows a text in place of the last one, unless that one is new.
    func show(_ text: String) {
        guard isTerminal else { return }
        shownAt.withLock { last in
            if let last, .now - last < ProgressText.interval { return }
            last = .now
            StandardError.print(ProgressText.clearLine + text, terminator: "")
        }
    }

    /// Takes the last text away.
    func end() {
        shownAt.withLock { last in
            if last != nil { StandardError.print(ProgressText.clearLine, terminator: "") }
            last = nil
        }
    }
}
