/// The log from some event on, without an end: whoever reads past the newest event waits for the next.
///
/// Several may be read at the same time, each from where it began; events of other processes come too.
public struct EventFeed: AsyncSequence, Sendable {
    public typealias Element = Event

    let pages: EventPages

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var pages: EventPages.AsyncIterator
        fileprivate var page: ArraySlice<Event> = []

        /// The next event; `nil` when the task is cancelled.
        ///
        /// - Throws: ``ConcordError`` `storage`.
        public mutating func next() async throws -> Event? {
            while page.isEmpty {
                guard let next = try await pages.next() else { return nil }
                page = next[...]
            }
            return page.removeFirst()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pages: pages.makeAsyncIterator())
    }
}

/// The log as ``EventFeed`` reads it, a page at a time, for readers who also do something while nothing happens.
public struct EventPages: AsyncSequence, Sendable {
    public typealias Element = [Event]

    let engine: IdentityEngine
    let start: Int64
    let interval: Duration

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let pages: EventPages
        fileprivate var position: Int64
        fileprivate var isAtEnd = false

        /// The next events; none where a look found nothing new, `nil` when the task is cancelled.
        ///
        /// - Throws: ``ConcordError`` `storage`.
        public mutating func next() async throws -> [Event]? {
            if isAtEnd, (try? await Task.sleep(for: pages.interval)) == nil { return nil }
            if Task.isCancelled { return nil }
            let events = try await pages.engine.events(after: position)
            position = events.last?.seq ?? position
            isAtEnd = events.isEmpty
            return events
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pages: self, position: start)
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
        EventFeed(pages: eventPages(after: seq, every: interval))
    }

    /// The same, a page at a time; a page without events comes whenever a look found nothing new.
    public func eventPages(after seq: Int64 = 0, every interval: Duration = .milliseconds(200)) -> EventPages {
        EventPages(engine: self, start: seq, interval: interval)
    }
}
