import Concord
import CoreMetrics
import HTTPTypes
import Testing

@testable import ConcordService

/// The pages that are the service's own.
@Suite struct PageTests {
    private static let vendors: [any VendorAPI] = [
        BotpressAPI(), UserComAPI(), ChannelAPI(), MercuryAPI(),
    ]

    @Test func `the description and the router name the same operations`() async throws {
        let service = try await TestService()
        try await service.run { call in
            let document = try await call.send(.get, "/openapi.json")
            let paths = try #require(document["paths"]?.object)
            for path in paths.members {
                for operation in path.value.object?.members ?? [] {
                    let method = try #require(HTTPRequest.Method(operation.name.uppercased()))
                    let answer = try await call.send(method, path.name.replacing(/\{[^}]*\}/, with: "x"), json: [:])
                    #expect(answer.status != 405, "\(method) \(path.name)")
                    #expect(answer["message"]?.string?.contains("nothing at this path") != true, "\(path.name)")
                }
            }
            for endpoint in Self.vendors.flatMap(\.endpoints) {
                let method = endpoint.method.rawValue.lowercased()
                #expect(paths["\(endpoint.path)"]?.object?[method] != nil, "\(method) \(endpoint.path)")
            }
        }
    }

    @Test func `every schema that the description refers to is in it, and every schema in it is used`() async throws {
        let service = try await TestService()
        try await service.run { call in
            let answer = try await call.send(.get, "/openapi.json")
            let schemas = try #require(answer["components", "schemas"]?.object)
            let used = Set(answer.body.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.1) })
            #expect(Set(schemas.members.map(\.name)) == used)
        }
    }

    @Test func `the landing page shows spaces and holds nothing that a browser would fetch`() async throws {
        let service = try await TestService()
        let space = Space(vendor: .channel, scope: "<script>alert('x')</script>")
        _ = try await service.engine.upsert(AccountWrite(space: space, match: .key("m-1")))
        try await service.run { call in
            let page = try await call.send(.get, "/", ["host": "people.example:8080"])
            #expect(page.header("content-type") == "text/html; charset=utf-8")
            #expect(page.body.contains("&lt;script&gt;alert(&#39;x&#39;)"))
            for word in ["<script", "<link", "<img", "src=", "@import", "url("] {
                #expect(!page.body.contains(word), "\(word)")
            }
        }
    }

    @Test func `metrics are in Prometheus' text format`() async throws {
        let service = try await TestService()
        try await service.run { call in
            _ = try await call.send(.put, "/open/v4/users/@m-1", json: [:])
            _ = try await call.send(.put, "/open/v4/users/@m-1", json: ["tags": 1])
            let page = try await call.send(.get, "/metrics").body
            #expect(page.contains(#"concord_requests_total{vendor="channel",status="200"} 1"#))
            #expect(page.contains(#"concord_requests_total{vendor="channel",status="400"} 1"#))
            #expect(page.contains(#"concord_request_seconds_bucket{vendor="channel",le="+Inf"} 2"#))
            #expect(page.contains(#"concord_request_seconds_count{vendor="channel"} 2"#))
            #expect(page.contains("concord_waiting_writes 0"))
            let line = /(# TYPE \w+ (counter|gauge|histogram))|(\w+(\{(\w+="[^"]*",?)+\})? [-+.0-9e]+)/
            for text in page.split(separator: "\n") { #expect(text.wholeMatch(of: line) != nil, "\(text)") }
        }
    }

    @Test func `a histogram counts what is at most a bound`() {
        let factory = PrometheusMetrics()
        let timer = factory.makeTimer(label: "t", dimensions: [("a", "x\"\\\n")])
        for nanoseconds: Int64 in [50_000, 50_001, 20_000_000_000] { timer.recordNanoseconds(nanoseconds) }
        #expect(factory.page.contains(#"t_bucket{a="x\"\\\n",le="5e-05"} 1"#))
        #expect(factory.page.contains(#"t_bucket{a="x\"\\\n",le="0.0001"} 2"#))
        #expect(factory.page.contains(#"t_bucket{a="x\"\\\n",le="10.0"} 2"#))
        #expect(factory.page.contains(#"t_bucket{a="x\"\\\n",le="+Inf"} 3"#))
    }
}
