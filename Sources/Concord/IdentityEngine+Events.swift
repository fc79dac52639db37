/// The log from some event on, without an end: whoever reads past the newest event waits for the next.
///
/// Several may be read at the same time, each from where it began; events of other processes come too.
public struct EventFeed: AsyncSequence, Sendable {
    public typealias Element = Event

    let engine: IdentityEngine
    let start: Int64
    let interval: Duration

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let feed: EventFeed
        fileprivate var position: Int64
        fileprivate var page: ArraySlice<Event> = []

        /// The next event; `nil` when the task is cancelled.
        ///
        /// - Throws: ``ConcordError`` `storage`.
        public mutating func next() async throws -> Event? {
            while page.isEmpty {
                if Task.isCancelled { return nil }
                page = try await feed.engine.events(after: position)[...]
                if page.isEmpty, (try? await Task.sleep(for: feed.interval)) == nil { return nil }
            }
            let event = page.removeFirst()
            position = event.seq
            return event
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(feed: self, position: start)
    }
}

extension IdentityEngine {
    /// The events after `seq`, oldest first.
    public func events(after seq: Int64 = 0, limit: Int = 1_000) async throws -> [Event] {
        precondition(limit > 0, "A page of events holds at least one")
        return try await store.read { try EventTable.events(after: seq, limit: limit, on: $0.connection) }
    }

    /// The events after `seq` and all that will come.
    ///
    /// - Parameter interval: how long to wait before looking again when there is nothing new. SQLite tells nobody of
    ///   another process's commit, so somebody has to look; a look is one probe.
    public func eventFeed(after seq: Int64 = 0, every interval: Duration = .milliseconds(200)) -> EventFeed {
        EventFeed(engine: self, start: seq, interval: interval)
    }
}
