import Concord
import HTTPTypes

/// The refusals that are HTTP's own, in the engine's words; each vendor's API puts them into its shape.
enum ServiceError {
    static let noSuchPath = ConcordError(
        .notFound,
        "There is nothing at this path",
        remedy: "See /openapi.json for all paths"
    )
    static let noSuchUser = ConcordError(.notFound, "No user has this id", remedy: "Check the id")

    static let noPerson = ConcordError(.notFound, "Nobody has this id", remedy: "Check the id")

    static func method(_ method: HTTPRequest.Method) -> ConcordError {
        let name = method.rawValue.prefix(20)
        return ConcordError(
            .methodNotAllowed,
            "Method \"\(name)\" not allowed",
            remedy: "Use one that the header Allow lists"
        )
    }

    static let tooLarge = ConcordError(
        .tooLarge,
        "The request is larger than \(ServiceLimits.bodyBytes) bytes",
        remedy: "Send less in one request"
    )
    static let timedOut = ConcordError(
        .timedOut,
        "The request's body did not come in time",
        remedy: "Send it again, in one go"
    )
}

/// What one request and one connection may cost. The vendors' own limits are in their adapters.
enum ServiceLimits {
    /// The most bytes of a body (vendors.md 1.1).
    static let bodyBytes = 1 << 20
    /// How much more of a refused body is read and thrown away, so that its sender gets to read the answer.
    static let drainedBytes = 16 << 20
    /// The most bytes of all headers together, and of one of them.
    static let headerBytes = 32 << 10
    static let headerCount = 100
}
