import Dispatch
import Foundation
import Synchronization

/// SIGINT and SIGTERM as a wish to stop, for work that cleans up behind itself. Made before the work begins.
struct CancellingSignals {
    private final class State: Sendable {
        let received = Atomic<Int32>(0)
        let cancel = Mutex<(@Sendable () -> Void)?>(nil)
    }

    private let state = State()
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { [state] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                state.received.store(number, ordering: .sequentiallyConsistent)
                state.cancel.withLock { $0 }?()
            }
            source.resume()
            return source
        }
    }

    /// Cancels a task when a signal arrives, or now if one has.
    func cancel<Success>(_ task: Task<Success, any Error>) {
        state.cancel.withLock { $0 = { task.cancel() } }
        if state.received.load(ordering: .sequentiallyConsistent) != 0 { task.cancel() }
    }

    /// Ends the process by the signal that arrived, as if nobody had listened; goes on when there was none.
    func raise() {
        let number = state.received.load(ordering: .sequentiallyConsistent)
        guard number != 0 else { return }
        signal(number, SIG_DFL)
        // To this thread, which must not block it: sent to the process, it could come after the process has ended itself.
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        pthread_kill(pthread_self(), number)
    }
}
