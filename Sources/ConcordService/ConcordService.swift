public import Concord
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
public import ServiceLifecycle
import UnixSignals

/// The vendors' user APIs over HTTP, on one engine.
///
/// ```swift
/// let engine = try IdentityEngine(path: "people.db")
/// let service = ConcordService(engine: engine, configuration: .init(), logger: Logger(label: "concord"))
/// try await service.runUntilSignal()
/// ```
///
/// Whoever calls one of the vendors today changes the address and the key. `/openapi.json` describes every endpoint.
public struct ConcordService: Service, CustomStringConvertible {
    public let engine: IdentityEngine
    public let configuration: ServiceConfiguration
    /// What logs call it.
    public var description: String { "ConcordService" }
    private let logger: Logger
    private let responder: ServiceResponder
    private let onListening: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - engine: stays open; see ``runUntilSignal()``.
    ///   - onListening: called with the port once callers can connect.
    /// - Throws: ``ConcordError`` `configuration`: a configuration that would be unsafe, or no key in the database.
    public init(
        engine: IdentityEngine,
        configuration: ServiceConfiguration,
        logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        try configuration.check()
        guard try !configuration.asksForKeys || !engine.credentials().isEmpty else { throw ConcordService.noKeys }
        self.engine = engine
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
        responder = ConcordService.responder(engine, configuration)
    }

    private static let noKeys = ServiceConfiguration.refusal(
        "no-auth",
        "The database has no key, so nobody could call the service",
        "Make one with 'concord key add', or try the service out with --no-auth"
    )

    private static func responder(_ engine: IdentityEngine, _ configuration: ServiceConfiguration) -> ServiceResponder {
        let factory = PrometheusMetrics()
        let metrics = RequestMetrics(factory)
        let vendors: [any VendorAPI] = [BotpressAPI(), UserComAPI(), ChannelAPI(), MercuryAPI()]
        let own = ConcordAPI(vendors: vendors, asksForKeys: configuration.asksForKeys) { engine in
            metrics.sample(engine)
            return factory.page
        }
        let limit = configuration.requestsPerSecond
        return ServiceResponder(
            engine: engine,
            routes: RouteTable(vendors + [own]),
            gatekeeper: Gatekeeper(engine: engine, asksForKeys: configuration.asksForKeys),
            limiter: limit == 0 ? nil : RateLimiter(limit: limit, clock: configuration.clock),
            bodies: BodyReader(patience: configuration.bodyTimeout),
            metrics: metrics,
            isSecure: configuration.tls != nil
        )
    }

    /// Listens until the task is cancelled or a graceful shutdown begins; requests under way end first. The engine stays
    /// open.
    public func run() async throws {
        try await application().run()
    }

    /// Listens until SIGTERM or SIGINT, lets requests under way end, and closes the engine, which checkpoints.
    public func runUntilSignal() async throws {
        var group = ServiceGroupConfiguration(
            services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = configuration.gracePeriod
        defer { try? engine.close() }
        try await ServiceGroup(configuration: group).run()
        logger.info("Stopped")
    }

    /// The service as Hummingbird's application.
    func application() throws -> Application<ServiceResponder> {
        let (logger, onListening, configuration) = (logger, onListening, configuration)
        return Application(
            responder: responder,
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "Concord",
                availableConnectionsDelegate: .maximum(configuration.connections, logger: logger)
            ),
            services: [Upkeep(engine: engine, interval: configuration.upkeepInterval, logger: logger)],
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                logger.info("Listening", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
                await onListening(port)
            },
            logger: logger
        )
    }

    private func server() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                idleTimeout: TimeAmount(configuration.idleTimeout),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: ServiceLimits.headerBytes,
                    maxHeaderListSize: ServiceLimits.headerBytes,
                    maxHeaderFieldCount: ServiceLimits.headerCount
                )
            )
        )
        guard let tls = configuration.tls else { return plain }
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(tls.certificate).map { $0 }
            return try .tls(
                plain,
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: certificates.map { .certificate($0) },
                    privateKey: .privateKey(NIOSSLPrivateKey(file: tls.key, format: .pem))
                )
            )
        } catch {
            throw ServiceConfiguration.refusal(
                "tls-certificate", "The certificate or its key cannot be used",
                "Give files in PEM that this user may read")
        }
    }
}
