import ConcordLinkage
import Dispatch
import Foundation
import Synchronization

/// One line on a terminal that says what is being done; nothing where nobody looks.
final class ProgressLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let shown = Mutex<(phase: LinkagePhase, percent: Int)?>(nil)
    private let start = ContinuousClock.now

    func show(_ phase: LinkagePhase, _ share: Double) {
        guard isShown else { return }
        let percent = Int(share * 100)
        shown.withLock { last in
            guard last?.phase != phase || last?.percent != percent else { return }
            last = (phase, percent)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let line = "\r\u{1B}[K\(phase.rawValue) \(percent) % · \(String(format: "%.1f", seconds)) s"
            FileHandle.standardError.write(Data(line.utf8))
        }
    }

    func end() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}

/// Removes half-written files when the user interrupts the run.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                OutputFile.discardAll()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    func cancel() { for source in sources { source.cancel() } }
}
