import Concord
import Foundation
import HTTPTypes

/// `/concord/v1/events`, `/reviews` and `/statistics`: what happened, what waits, how much there is.
extension ConcordAPI {
    private static let maximumPage = 1_000

    private static func limit(_ meaning: String) -> OperationDescription.Parameter {
        .init(
            name: "limit", meaning: meaning,
            schema: ["type": "integer", "minimum": 1, "maximum": .integer(Int64(maximumPage))])
    }

    var logEndpoints: [Endpoint] { [events, reviews, statistics] }

    private var events: Endpoint {
        var endpoint = Endpoint(
            .get, "/concord/v1/events", .reader,
            OperationDescription(
                summary: "What has happened; with Accept: text/event-stream also what will",
                query: [
                    .init(
                        name: "after", meaning: "The number of the last event that is known.",
                        schema: ["type": "integer", "minimum": 0]),
                    ConcordAPI.limit("The most events, 1000 by default."),
                ],
                answers: [200: "Events"]
            )
        ) { call in
            let limit = try call.number("limit", 1...Int64(ConcordAPI.maximumPage)) ?? Int64(ConcordAPI.maximumPage)
            let events = try await call.engine.events(after: call.position(), limit: Int(limit))
            let answer: JSONValue = ["events": .array(events.map(\.json))]
            return VendorAnswer(status: 200, body: answer.printed())
        }
        endpoint.stream = { EventStream(engine: $0.engine, position: try $0.position()) }
        return endpoint
    }

    private var reviews: Endpoint {
        Endpoint(
            .get, "/concord/v1/reviews", .reader,
            OperationDescription(
                summary: "What waits for a human, the oldest first",
                query: [ConcordAPI.limit("The most reviews, 100 by default.")],
                answers: [200: "Reviews"]
            )
        ) { call in
            let limit = try call.number("limit", 1...Int64(ConcordAPI.maximumPage)) ?? 100
            let answer: JSONValue = ["reviews": .array(try await call.engine.reviews(limit: Int(limit)).map(\.json))]
            return VendorAnswer(status: 200, body: answer.printed())
        }
    }

    private var statistics: Endpoint {
        Endpoint(
            .get, "/concord/v1/statistics", .reader,
            OperationDescription(summary: "How much there is", answers: [200: "Statistics"])
        ) { call in
            let spaces = try await call.engine.accountCounts().map { space, accounts -> JSONValue in
                [
                    "vendor": .string(space.vendor.rawValue), "scope": .string(space.scope),
                    "accounts": .integer(Int64(accounts)),
                ]
            }
            let pending = try await call.engine.pendingCount()
            let answer: JSONValue = [
                "spaces": .array(spaces),
                "pending": pending.map { .integer(Int64($0)) } ?? .null,
                "waitingWrites": .integer(Int64(call.engine.waitingWrites)),
            ]
            return VendorAnswer(status: 200, body: answer.printed())
        }
    }
}

extension Call {
    /// Where to begin in the log: `after`, or what a browser's EventSource sends when it comes back.
    fileprivate func position() throws -> Int64 {
        if let number = try number("after", 0...Int64.max) { return number }
        return try head.header(.lastEventID).flatMap(Int64.init) ?? 0
    }

    fileprivate func number(_ name: String, _ range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = try query()[name] else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw ConcordError(
                .invalidWrite,
                "\(name) is no whole number from \(range.lowerBound) to \(range.upperBound)",
                remedy: "Send one, or leave it out",
                field: name
            )
        }
        return number
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("last-event-id")!
}
