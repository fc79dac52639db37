import Concord
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What Hummingbird keeps for one request, and its connection.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Ends the connection when the answer has had the time to arrive: nobody reads what else the caller sends.
    func closeConnectionSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}

/// Answers every request: finds its endpoint, lets its caller in or not, reads its body, runs it.
struct ServiceResponder: HTTPResponder {
    typealias Context = ServiceContext

    let engine: IdentityEngine
    let routes: RouteTable
    let gatekeeper: Gatekeeper
    let limiter: RateLimiter?
    let bodies: BodyReader
    let metrics: RequestMetrics
    /// Whether requests come through the service's own TLS.
    let isSecure: Bool

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        try await metrics.during { try await measured(request, context) }
    }

    private func measured(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let start = ContinuousClock.now
        let head = RequestHead(request.head, isSecure: isSecure)
        let match = routes.match(head.method == .head ? .get : head.method, path: head.path)
        var extras = Extras()
        let (answer, api) =
            switch match {
            case .endpoint(let entry, let captures):
                (try await self.answer(request, head, entry, captures, context, &extras), entry.api)
            case .otherMethods(let methods, let api):
                (try await refuse(request, context, with: otherMethod(head, methods, api)), api)
            case .nothing(let api):
                (try await refuse(request, context, with: api.answer(refusing: ServiceError.noSuchPath, engine)), api)
            }
        let duration = ContinuousClock.now - start
        metrics.count(api.vendor, status: answer.status, took: duration)
        log(answer, head.method, match, duration, to: context.logger)
        var response = Response(answer, headers: extras.limits, requestID: context.id)
        if let stream = extras.stream { response.body = stream.body }
        return head.method == .head ? response.createHeadResponse() : response
    }

    /// What an answer has besides the vendor's own.
    private struct Extras {
        /// What the caller is told about its rate limit.
        var limits = HTTPFields()
        /// The body, where it has no end.
        var stream: EventStream?
    }

    private func answer(
        _ request: Request,
        _ head: RequestHead,
        _ entry: RouteTable.Entry,
        _ captures: [Substring],
        _ context: ServiceContext,
        _ extras: inout Extras
    ) async throws -> VendorAnswer {
        let (api, endpoint) = (entry.api, entry.endpoint)
        let space: Space
        do {
            space = try admit(head, entry, &extras.limits)
        } catch {
            return try await refuse(request, context, with: api.answer(refusing: error, engine))
        }
        do {
            let body = try await body(of: request, for: endpoint, context)
            let call = Call(engine: engine, head: head, space: space, captures: captures, body: body)
            if let follow = endpoint.stream, head.wantsEvents {
                extras.stream = try follow(call)
                return VendorAnswer(status: 200, body: [], headers: ServiceResponder.eventHeaders)
            }
            return try await endpoint.run(call)
        } catch let error as ConcordError {
            return api.answer(refusing: error, engine)
        }
    }

    private static let eventHeaders = ["content-type": "text/event-stream", "cache-control": "no-store"]

    /// The body, where the endpoint takes one; else it is thrown away.
    private func body(
        of request: Request,
        for endpoint: Endpoint,
        _ context: ServiceContext
    ) async throws -> [UInt8] {
        guard endpoint.description.body != nil else {
            if try await !bodies.drain(request) { context.closeConnectionSoon() }
            return []
        }
        switch try await bodies.read(request) {
        case .body(let bytes): return bytes
        case .refused(let error, let isAtEnd):
            if !isAtEnd { context.closeConnectionSoon() }
            throw error
        }
    }

    /// Lets a caller in, and counts its request.
    ///
    /// - Returns: the space that the caller may work in; one without meaning where no key is needed.
    private func admit(
        _ head: RequestHead,
        _ entry: RouteTable.Entry,
        _ limits: inout HTTPFields
    ) throws -> Space {
        guard let role = entry.endpoint.role else { return Space(vendor: entry.api.vendor) }
        let guest = try gatekeeper.admit(head, to: entry.api, as: role)
        guard let limiter else { return guest.space }
        let allowance = limiter.count(guest.name)
        limits = entry.api.headers(of: allowance)
        guard allowance.isExceeded else { return guest.space }
        limits[.retryAfter] = String(allowance.secondsToReset)
        throw RateLimiter.exceeded
    }

    private func otherMethod(
        _ head: RequestHead,
        _ methods: [HTTPRequest.Method],
        _ api: any VendorAPI
    ) -> VendorAnswer {
        let allow = ["allow": methods.map(\.rawValue).joined(separator: ", ")]
        if head.method == .options { return VendorAnswer(status: 204, body: [], headers: allow) }
        return api.answer(refusing: ServiceError.method(head.method), engine).adding(allow)
    }

    /// Throws the request's body away first, so that the caller can read the answer.
    private func refuse(
        _ request: Request,
        _ context: ServiceContext,
        with answer: VendorAnswer
    ) async throws -> VendorAnswer {
        if try await !bodies.drain(request) { context.closeConnectionSoon() }
        return answer
    }

    /// The path's template and never the path, which may hold a person's id or address.
    private func log(
        _ answer: VendorAnswer,
        _ method: HTTPRequest.Method,
        _ match: RouteTable.Match,
        _ duration: Duration,
        to logger: Logger
    ) {
        let level: Logger.Level = answer.status >= 500 ? .warning : .debug
        guard level >= logger.logLevel else { return }
        var path = "none"
        if case .endpoint(let entry, _) = match { path = entry.endpoint.path.description }
        logger.log(
            level: level,
            "Answered",
            metadata: [
                "method": "\(method.rawValue)", "path": "\(path)", "status": "\(answer.status)",
                "microseconds": "\(Int(duration / .microseconds(1)))",
            ]
        )
    }
}

extension VendorAnswer {
    /// The same answer with more headers; headers that it has stay.
    fileprivate func adding(_ more: [String: String]) -> VendorAnswer {
        if more.isEmpty { return self }
        let headers = headers.merging(more) { own, _ in own }
        return VendorAnswer(status: status, body: body, headers: headers, account: account, person: person)
    }
}

extension Response {
    /// - Parameter headers: what the caller is told besides; the answer's own headers outdo them.
    fileprivate init(_ answer: VendorAnswer, headers: HTTPFields, requestID: String) {
        var headers = headers
        if !answer.body.isEmpty { headers[.contentType] = "application/json" }
        for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if answer.status == 503, headers[.retryAfter] == nil { headers[.retryAfter] = "1" }
        if let person = answer.person { headers[.person] = person.description }
        headers[.requestID] = requestID
        let body = answer.status == 204 ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        self.init(status: HTTPResponse.Status(code: answer.status), headers: headers, body: body)
    }
}

extension HTTPField.Name {
    /// The person whom the answer's user is an account of.
    fileprivate static let person = HTTPField.Name("concord-person")!
    fileprivate static let requestID = HTTPField.Name("x-request-id")!
}
