import Concord
import HTTPTypes

extension Vendor {
    /// The keys of Concord's own API.
    static let concord = Vendor(rawValue: "concord")
}

/// Concord's own paths: what runs here and how it is; also everything that is no vendor's.
struct ConcordAPI: VendorAPI {
    let name = "Concord"
    let vendor = Vendor.concord
    let prefixes = ["/"]
    let errorSchema = "ConcordError"
    let keyHeaders = ["Authorization: Bearer KEY"]
    let securitySchemes: [(name: String, scheme: JSONValue)] = [
        ("concord", ["type": "http", "scheme": "bearer", "description": "A key of the vendor `concord`."])
    ]
    /// The APIs that the pages tell about, beside this one.
    let vendors: [any VendorAPI]
    let asksForKeys: Bool
    /// The text of `/metrics`.
    let metricsPage: @Sendable (IdentityEngine) -> String

    func key(in request: RequestHead) throws -> PresentedKey? {
        try authorization("bearer", in: request)
    }

    /// The whole company's store.
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space { Space(vendor: vendor) }

    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer {
        let error = error as? ConcordError ?? ConcordAPI.unexpected
        var body: JSONObject = [
            "code": .string(error.code.description), "message": .string(error.message),
            "remedy": .string(error.remedy),
        ]
        body["field"] = error.field.map(JSONValue.string)
        let answer: JSONValue = ["error": .object(body)]
        return VendorAnswer(status: ConcordAPI.status(of: error.code), body: answer.printed())
    }

    private static let unexpected = ConcordError(
        .storage,
        "An unexpected failure",
        remedy: "Look into the service's log"
    )

    private static func status(of code: ConcordError.Code) -> Int {
        switch code {
        case .invalidWrite, .invalidQuery, .malformedBody, .missingDiscriminator, .discriminatorLimit, .policy: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .timedOut: 408
        case .ambiguousMatch, .invalidDecision, .contradiction: 409
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .tooManyRequests: 429
        case .busy: 503
        default: 500
        }
    }

    func headers(of allowance: RateAllowance) -> HTTPFields { allowance.fields }
}

extension ConcordAPI {
    var endpoints: [Endpoint] {
        personEndpoints + logEndpoints + [landing, health, readiness, metrics, description]
    }

    private var landing: Endpoint {
        Endpoint(
            .get, "/", nil,
            OperationDescription(
                summary: "What runs here", answers: [200: "Text"], answerType: "text/html; charset=utf-8")
        ) { call in
            var headers = ConcordAPI.text("text/html; charset=utf-8")
            headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'"
            return VendorAnswer(status: 200, body: Array(try await landingPage(call).html.utf8), headers: headers)
        }
    }

    private var health: Endpoint {
        Endpoint(
            .get, "/healthz", nil,
            OperationDescription(summary: "Whether the process answers", answers: [200: "Status"])
        ) { _ in
            VendorAnswer(status: 200, body: ConcordAPI.ok)
        }
    }

    private var readiness: Endpoint {
        Endpoint(
            .get, "/readyz", nil,
            OperationDescription(summary: "Whether the store can be written", answers: [200: "Status"])
        ) { call in
            try await call.engine.checkWritable()
            return VendorAnswer(status: 200, body: ConcordAPI.ok)
        }
    }

    private var metrics: Endpoint {
        Endpoint(
            .get, "/metrics", nil,
            OperationDescription(
                summary: "Metrics in Prometheus' text format", answers: [200: "Text"],
                answerType: "text/plain; version=0.0.4")
        ) { call in
            VendorAnswer(
                status: 200,
                body: Array(metricsPage(call.engine).utf8),
                headers: ConcordAPI.text("text/plain; version=0.0.4; charset=utf-8")
            )
        }
    }

    private var description: Endpoint {
        Endpoint(
            .get, "/openapi.json", nil,
            OperationDescription(summary: "This description", answers: [200: "AnyObject"])
        ) { _ in
            VendorAnswer(status: 200, body: OpenAPIDocument(apis: vendors + [self]).json.printed())
        }
    }

    private func landingPage(_ call: Call) async throws -> LandingPage {
        let isWritable = (try? await call.engine.checkWritable()) != nil
        return LandingPage(
            address: call.head.address,
            asksForKeys: asksForKeys,
            apis: vendors + [self],
            spaces: try await call.engine.accountCounts(),
            isWritable: isWritable
        )
    }

    private static let ok = JSONValue.object(["status": "ok"]).printed()

    private static func text(_ type: String) -> [String: String] {
        ["content-type": type, "cache-control": "no-store"]
    }
}
