import Concord
import ConcordTesting
import Foundation
import Testing

@testable import ConcordService

/// Flags, then the environment, then a file, then the defaults.
@Suite struct ConfigurationTests {
    private static func read(
        _ flags: [ServiceConfiguration.Setting: String] = [:],
        _ environment: [String: String] = [:],
        file text: String? = nil
    ) async throws -> ServiceConfiguration {
        let file = try TemporaryStore().folder.appendingPathComponent("concord.yaml")
        if let text { try Data(text.utf8).write(to: file) }
        return try await ServiceConfiguration(
            flags: flags, environment: environment, file: text == nil ? nil : file.path)
    }

    @Test func `a flag goes before the environment, and that before the file`() async throws {
        let file = """
            host: 192.0.2.1
            port: 1
            rate-limit: 1
            connections: 1
            tls-certificate: cert.pem
            tls-key: key.pem
            """
        let environment = ["CONCORD_PORT": "2", "CONCORD_RATE_LIMIT": "2"]
        let configuration = try await Self.read([.rateLimit: "3"], environment, file: file)
        #expect(configuration.requestsPerSecond == 3)
        #expect(configuration.port == 2)
        #expect(configuration.connections == 1)
        #expect(configuration.host == "192.0.2.1")
        #expect(configuration.tls?.certificate == "cert.pem")
    }

    @Test func `nothing given is the defaults`() async throws {
        let configuration = try await Self.read()
        #expect(configuration.port == 8080)
        #expect(configuration.asksForKeys)
        #expect(configuration.tls == nil)
    }

    @Test func `a file's switches are its own booleans`() async throws {
        let open = try await Self.read(file: "no-auth: true")
        #expect(!open.asksForKeys)
        #expect(try await Self.read(file: "no-auth: false").asksForKeys)
    }

    @Test(arguments: [
        [ServiceConfiguration.Setting.port: "http"], [.port: "70000"], [.rateLimit: "-1"], [.connections: "0"],
        [.idleTimeout: "0"], [.noAuth: "maybe"], [.tlsKey: "key.pem"], [.noAuth: "true", .host: "0.0.0.0"],
    ])
    func `a value that cannot be used is refused`(flags: [ServiceConfiguration.Setting: String]) async throws {
        await #expect(throws: ConcordError.self) { _ = try await Self.read(flags) }
    }

    @Test func `a file that is none is refused`() async throws {
        await #expect(throws: ConcordError.self) { _ = try await Self.read(file: "a: [") }
        await #expect(throws: ConcordError.self) {
            _ = try await ServiceConfiguration(flags: [:], environment: [:], file: "/nowhere/concord.yaml")
        }
    }
}
