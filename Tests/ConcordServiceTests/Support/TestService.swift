import Concord
import ConcordTesting
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import ConcordService

/// A service on a store of its own, called without a socket or through one.
struct TestService {
    let store: TemporaryStore
    let engine: IdentityEngine
    private let service: ConcordService

    /// - Parameters:
    ///   - keys: whether callers need a key.
    ///   - configure: what differs from the defaults.
    init(
        keys: Bool = false,
        _ configureStore: (inout StoreConfiguration) -> Void = { _ in },
        configure: (inout ServiceConfiguration) -> Void = { _ in }
    ) async throws {
        store = try TemporaryStore()
        engine = try store.open(configureStore)
        var configuration = ServiceConfiguration()
        configuration.asksForKeys = keys
        configure(&configuration)
        if keys { _ = try await TestService.addKey(Space(vendor: "other"), to: engine) }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        service = try ConcordService(engine: engine, configuration: configuration, logger: logger)
    }

    /// A new key that the service takes.
    func key(_ vendor: Vendor, _ scope: String, _ role: Credential.Role = .writer) async throws -> TestKey {
        try await TestService.addKey(Space(vendor: vendor, scope: scope), role, to: engine)
    }

    private static func addKey(
        _ space: Space,
        _ role: Credential.Role = .writer,
        to engine: IdentityEngine
    ) async throws -> TestKey {
        let secret = ServiceKey.generate()
        let digest = ServiceKey.digest(of: secret)
        let credential = Credential(digest: digest, space: space, role: role, createdAt: SteppingClock.start)
        try await engine.add(credential)
        return TestKey(id: credential.id, secret: secret)
    }

    /// Calls the service through `setup`: its router alone, or a socket.
    func run(
        _ setup: TestingSetup = .router,
        _ body: @escaping @Sendable (TestCaller) async throws -> Void
    ) async throws {
        try await service.application().test(setup) { try await body(TestCaller(client: $0)) }
    }
}

struct TestKey: Sendable {
    let id: String
    let secret: String

    var bearer: [String: String] { ["authorization": "Bearer \(secret)"] }
    var token: [String: String] { ["authorization": "Token \(secret)"] }
    var pair: [String: String] { ["x-access-key": id, "x-access-secret": secret] }
}

/// Sends requests and reads answers.
struct TestCaller: Sendable {
    let client: any TestClientProtocol

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: String

        var json: JSONValue {
            get throws { try JSONValue(parsing: body.utf8) }
        }

        /// A member, by the names on the way to it.
        subscript(names: String...) -> JSONValue? {
            names.reduce(try? json) { $0?.object?[$1] }
        }

        func header(_ name: String) -> String? { headers[HTTPField.Name(name)!] }
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: [String: String] = [:],
        _ body: String? = nil
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
        return try await send(method, path, fields: fields, body)
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        fields: HTTPFields,
        _ body: String? = nil
    ) async throws -> Answer {
        let response = try await client.execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        return Answer(status: response.status.code, headers: response.headers, body: String(buffer: response.body))
    }

    /// A JSON body.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: [String: String] = [:],
        json: JSONValue
    ) async throws -> Answer {
        try await send(method, path, headers.merging(["content-type": "application/json"]) { $1 }, json.text)
    }
}

/// The two ways in which a test calls the service.
let setups: [TestingSetup] = [.router, .live]
