import Concord
import Hummingbird
import NIOCore
import ServiceLifecycle

/// The log as server-sent events (html.spec.whatwg.org, "Server-sent events"), without an end.
struct EventStream: Sendable {
    let engine: IdentityEngine
    /// The number of the last event that the caller knows.
    let position: Int64

    /// After how many looks that found nothing to write something, so that a caller who has gone is noticed.
    private static let looksPerSign = 75
    private static let sign = ByteBuffer(string: ":\n\n")

    /// The body; it ends when the caller goes or the service stops.
    var body: ResponseBody {
        ResponseBody { writer in
            var quietLooks = 0
            try await writer.write(EventStream.sign)
            for try await events in engine.eventPages(after: position) {
                if Task.isShuttingDownGracefully { break }
                if !events.isEmpty {
                    try await writer.write(ByteBuffer(string: events.map(EventStream.text).joined()))
                    continue
                }
                quietLooks += 1
                if quietLooks % EventStream.looksPerSign == 0 { try await writer.write(EventStream.sign) }
            }
            try await writer.finish(nil)
        }
    }

    private static func text(_ event: Event) -> String {
        "id: \(event.seq)\nevent: \(event.kind.rawValue)\ndata: \(event.json.text)\n\n"
    }
}
