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
    ) throws -> ServiceConfiguration {
        let file = try TemporaryStore().folder.appendingPathComponent("concord.yaml")
        if let text { try Data(text.utf8).write(to: file) }
        return try ServiceConfiguration(
            flags: flags, environment: environment, file: text == nil ? nil : file.path)
    }

    @Test func `a flag goes before the environment, and that before the file`() throws {
        let file = """
            host: 192.0.2.1
            port: 1
            rate-limit: 1
            connections: 1
            tls-certificate: cert.pem
            tls-key: key.pem
            """
        let environment = ["CONCORD_PORT": "2", "CONCORD_RATE_LIMIT": "2"]
        let configuration = try Self.read([.rateLimit: "3"], environment, file: file)
        #expect(configuration.requestsPerSecond == 3)
        #expect(configuration.port == 2)
        #expect(configuration.connections == 1)
        #expect(configuration.host == "192.0.2.1")
        #expect(configuration.tls?.certificate == "cert.pem")
    }

    @Test func `nothing given is the defaults`() throws {
        for configuration in [try Self.read(), try Self.read(file: "# port: 1\n")] {
            #expect(configuration.port == 8080)
            #expect(configuration.asksForKeys)
            #expect(configuration.tls == nil)
        }
    }

    @Test func `a file's switches are its own booleans`() throws {
        let open = try Self.read(file: "no-auth: true")
        #expect(!open.asksForKeys)
        #expect(try Self.read(file: "no-auth: false").asksForKeys)
    }

    @Test(arguments: [
        [ServiceConfiguration.Setting.port: "http"], [.port: "70000"], [.rateLimit: "-1"], [.connections: "0"],
        [.idleTimeout: "0"], [.noAuth: "maybe"], [.tlsKey: "key.pem"], [.noAuth: "true", .host: "0.0.0.0"],
    ])
    func `a value that cannot be used is refused`(flags: [ServiceConfiguration.Setting: String]) throws {
        #expect(throws: ConcordError.self) { _ = try Self.read(flags) }
    }

    @Test func `a file that is none is refused`() throws {
        for text in ["a: [", "- port", "port: 1\nport: 2"] {
            #expect(throws: ConcordError.self) { _ = try Self.read(file: text) }
        }
        #expect(throws: ConcordError.self) {
            _ = try ServiceConfiguration(flags: [:], environment: [:], file: "/nowhere/concord.yaml")
        }
    }

    @Test(arguments: [("rate-limits: 10", "rate-limits"), ("port: 1\nPort: 2", "Port"), ("port: [1]", "port")])
    func `a setting in a file that is none is refused by its name`(text: String, name: String) throws {
        let error = #expect(throws: ConcordError.self) { _ = try Self.read(file: text) }
        #expect(error?.field == name)
        #expect(error?.message.contains(name) == true)
    }
}
