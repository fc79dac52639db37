import Concord
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ConcordService

/// Paths and methods, with and without a socket: what is there, what is not, each in its vendor's shape.
@Suite struct RoutingTests {
    @Test(arguments: setups)
    func `a path that is not there is refused in its vendor's shape`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            #expect(try await call.send(.get, "/v1/chat/nothing")["type"] == "ResourceNotFound")
            #expect(try await call.send(.get, "/api/public/nothing/")["detail"] == "Not found.")
            #expect(try await call.send(.get, "/open/v9/users/x")["commonErrorCode"] == "entityNotFound")
            let other = try await call.send(.get, "/nothing/at/all")
            #expect(other.status == 404)
            #expect(other["error", "code"] == "notFound")
        }
    }

    @Test(arguments: setups)
    func `another method is refused with those that are allowed`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let botpress = try await call.send(.delete, "/v1/chat/users/get-or-create")
            #expect(botpress.status == 405)
            #expect(botpress["type"] == "MethodNotFound")
            #expect(botpress.header("allow") == "POST, OPTIONS")
            let userCom = try await call.send(.put, "/api/public/users/update_or_create/")
            #expect(userCom["detail"] == "Method \"PUT\" not allowed.")
            let channel = try await call.send(.post, "/open/v4/users/@m-1", json: [:])
            #expect(channel.status == 405)
            #expect(channel.header("allow") == "PUT, GET, HEAD, PATCH, DELETE, OPTIONS")
            let options = try await call.send(.options, "/open/v4/users/@m-1")
            #expect(options.status == 204)
            #expect(options.header("allow") == channel.header("allow"))
        }
    }

    @Test(arguments: setups)
    func `HEAD is GET without the body`(setup: TestingSetup) async throws {
        let service = try await TestService()
        try await service.run(setup) { call in
            let get = try await call.send(.get, "/healthz")
            let head = try await call.send(.head, "/healthz")
            #expect(head.status == get.status)
            #expect(head.header("content-type") == get.header("content-type"))
            #expect(head.body.isEmpty)
            #expect(get.body == #"{"status":"ok"}"#)
        }
    }

    @Test func `names in a path are matched before they are decoded`() throws {
        let template = PathTemplate("/open/v4/users/@{memberId}")
        func captures(_ path: String) -> [Substring]? { template.captures(in: PathTemplate.split(path)) }
        #expect(captures("/open/v4/users/@a%2Fb") == ["a%2Fb"])
        #expect(captures("/open/v4/users/@a@b.c/") == ["a@b.c"])
        #expect(captures("/open/v4/users/@") == [""])
        #expect(captures("/open/v4/users/a") == nil)
        #expect(captures("/open/v4/users/@a/b") == nil)
        #expect(captures("//open/v4/users/@a") == nil)
    }

    @Test func `of two templates that a path fits the first one counts, also before the path's own`() {
        let table = RouteTable([TwoTemplates()])
        func found(_ path: String) -> (template: String, captures: [Substring])? {
            guard case .endpoint(let entry, let captures) = table.match(.get, path: path) else { return nil }
            return (entry.endpoint.path.description, captures)
        }
        #expect(found("/a/own")?.template == "/a/own")
        #expect(found("/a/own/")?.template == "/a/own")
        #expect(found("/a/other")?.captures == ["other"])
        #expect(found("/b/own")?.template == "/b/{name}")
        #expect(found("/b/own")?.captures == ["own"])
        #expect(found("/a") == nil)
        guard case .otherMethods(let methods, _) = table.match(.put, path: "/a/own") else {
            Issue.record("The path is there")
            return
        }
        #expect(methods == [.get, .head, .post, .options])
    }

    @Test(arguments: [
        ("shop.user.com", "shop"), ("SHOP.user.com", "shop"), ("localhost", "default"), ("127.0.0.1", "default"),
        ("::1", "default"), ("", "default"), ("crm", "crm"),
    ])
    func `without keys the app is the host's first label`(host: String, app: String) {
        #expect(UserComAPI.app(ofHost: host[...]) == app)
    }

    @Test func `a query is read as a form`() throws {
        let query = try QueryItems("a=1&b=x+y%2Bz&a=2&c")
        #expect(query["a"] == "2")
        #expect(query["b"] == "x y+z")
        #expect(query["c"] == "")
        #expect(throws: ConcordError.self) { try QueryItems("a=%zz") }
        #expect(throws: ConcordError.self) { try QueryItems("a=%ff") }
    }
}

/// An API whose templates overlap.
private struct TwoTemplates: VendorAPI {
    let name = "test"
    let vendor = Vendor(rawValue: "test")
    let prefixes: [String] = []
    let securitySchemes: [(name: String, scheme: JSONValue)] = []
    let keyHeaders: [String] = []
    let errorSchema = ""

    var endpoints: [Endpoint] {
        let paths: [(HTTPRequest.Method, String)] = [
            (.get, "/a/own"), (.get, "/a/{name}"), (.get, "/b/{name}"), (.get, "/b/own"), (.post, "/a/own"),
        ]
        return paths.map { method, path in
            Endpoint(method, path, nil, .init(summary: "", answers: [:])) { _ in VendorAnswer(status: 200, body: []) }
        }
    }

    func key(in request: RequestHead) throws -> PresentedKey? { nil }
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space { Space(vendor: vendor) }
    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer {
        VendorAnswer(status: 400, body: [])
    }
    func headers(of allowance: RateAllowance) -> HTTPFields { [:] }
}
