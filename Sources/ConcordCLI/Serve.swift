#if Service
import ArgumentParser
import Concord
import ConcordService
import Foundation
import Logging

/// `concord serve`: the vendors' APIs over HTTP.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the vendors' user APIs over HTTP.",
        discussion: """
            Callers of Botpress, User.com and Channel.io change the address and the key, and nothing else. The page at \
            / says what is there; /openapi.json describes it all. SIGTERM and SIGINT let requests under way end, and \
            close the database.

            Every setting can also be given in the environment, as in CONCORD_PORT, and in the file of --config, as in \
            'port: 8080'. Flags come first, then the environment, then the file.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("The address to listen on (default: 127.0.0.1).", valueName: "address"))
    var host: String?

    @Option(help: ArgumentHelp("The port to listen on; 0 for any (default: 8080).", valueName: "number"))
    var port: Int?

    @Option(help: ArgumentHelp("The policy of a new database, in YAML.", valueName: "file"))
    var policy: String?

    @Flag(help: "Ask nobody for a key; on a loopback address only.")
    var noAuth = false

    @Option(
        help: ArgumentHelp("Requests a second for each key; 0 for any number (default: 5000).", valueName: "number"))
    var rateLimit: Int?

    @Option(help: ArgumentHelp("The certificate chain in PEM, for TLS.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's key in PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(help: ArgumentHelp("More settings, in YAML.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("What to log: debug (every request), info, warning or error.", valueName: "level"))
    var logLevel = "info"

    func validate() throws {
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level is no level. Give debug, info, warning or error.")
        }
    }

    func run() async throws {
        let configuration = try ServiceConfiguration(
            flags: flags,
            environment: ProcessInfo.processInfo.environment,
            file: config
        )
        let engine = try database.openForService(policy: policy.map { try PolicyFile.read($0) })
        let address = configuration.host
        let scheme = configuration.tls == nil ? "http" : "https"
        do {
            try await ConcordService(engine: engine, configuration: configuration, logger: logger) { port in
                let host = address.contains(":") ? "[\(address)]" : address
                StandardOutput.print("Listening on \(scheme)://\(host):\(port)/")
            }.runUntilSignal()
        } catch let error as ConcordError {
            try? engine.close()
            throw error
        } catch {
            throw CommandError(
                .inputOutput,
                "The service cannot listen on \(configuration.host) port \(configuration.port)",
                remedy: "Check that the address is this machine's and the port is free"
            )
        }
    }

    private var flags: [ServiceConfiguration.Setting: String] {
        let flags: [ServiceConfiguration.Setting: String?] = [
            .host: host, .port: port.map(String.init), .noAuth: noAuth ? "true" : nil,
            .rateLimit: rateLimit.map(String.init), .tlsCertificate: tlsCertificate, .tlsKey: tlsKey,
        ]
        return flags.compactMapValues { $0 }
    }

    private var logger: Logger {
        var logger = Logger(label: "concord") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        return logger
    }
}

/// The stream for programs, written through at once.
private enum StandardOutput {
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
#endif
