import Concord
import Foundation

/// Standard output whose reader may go away at any time.
struct PipedOutput: Sendable {
    /// Nobody reads the output any more.
    struct Closed: Error {}

    private static let interval = Duration.milliseconds(200)

    /// From here on, writing to a closed pipe is an error and no signal.
    init() throws {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes events, a line each.
    ///
    /// - Throws: ``Closed``; ``CommandError`` when the output cannot be written for another reason.
    func write(_ events: [Event]) throws {
        var rest = events.flatMap { $0.json.printed() + [UInt8(ascii: "\n")] }[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest.removeFirst(count)
            } else if errno == EPIPE {
                throw Closed()
            } else if errno != EINTR {
                throw CommandError.system(
                    .unwritableOutput,
                    "The events cannot be written",
                    remedy: "Make room, or check the output; --after goes on behind the last whole line"
                )
            }
        }
    }

    /// Writes events as they come, until there are enough or the task is cancelled.
    func write(_ feed: EventFeed, limit: Int) async throws {
        var rest = limit
        for try await event in feed {
            try write([event])
            rest -= 1
            if rest == 0 { return }
        }
    }

    /// Returns when nobody reads any more, which no write would tell while there is nothing to write.
    func waitForClosing() async throws {
        while !isClosed { try await Task.sleep(for: PipedOutput.interval) }
    }

    private var isClosed: Bool {
        // A terminal or a file is never closed so; macOS tells of a pipe's end by POLLHUP, Linux by POLLERR.
        var poll = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return Foundation.poll(&poll, 1, 0) > 0 && Int32(poll.revents) & (POLLERR | POLLHUP) != 0
    }
}
