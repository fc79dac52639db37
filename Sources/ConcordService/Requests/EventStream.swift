import Concord
import Hummingbird
import NIOCore
import ServiceLifecycle

/// The log as server-sent events (html.spec.whatwg.org, "Server-sent events"), without an end.
struct EventStream: Sendable {
    let engine: IdentityEngine
    /// The number of the last event that the caller knows.
    let position: Int64

    /// How often to look for new events, and how often to write something, so that a caller who has gone is noticed.
    private static let interval = Duration.milliseconds(200)
    private static let looksPerSign = 75

    /// The body; it ends when the caller goes or the service stops.
    var body: ResponseBody {
        ResponseBody { writer in
            var position = position
            var quietLooks = 0
            try await writer.write(ByteBuffer(string: ":\n\n"))
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                let events = try await engine.events(after: position)
                if events.isEmpty {
                    try await Task.sleep(for: EventStream.interval)
                    quietLooks += 1
                    if quietLooks % EventStream.looksPerSign == 0 {
                        try await writer.write(ByteBuffer(string: ":\n\n"))
                    }
                    continue
                }
                position = events.last?.seq ?? position
                try await writer.write(ByteBuffer(string: events.map(EventStream.text).joined()))
            }
            try await writer.finish(nil)
        }
    }

    private static func text(_ event: Event) -> String {
        "id: \(event.seq)\nevent: \(event.kind.rawValue)\ndata: \(event.json.text)\n\n"
    }
}
