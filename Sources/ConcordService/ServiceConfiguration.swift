public import Concord

/// How the service listens, and how much it takes. The defaults are safe; every field can be changed on its own.
public struct ServiceConfiguration: Sendable {
    /// The files of a certificate chain and of its key, in PEM.
    public struct TLS: Sendable {
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// The address to listen on. Default: 127.0.0.1.
    public var host = "127.0.0.1"
    /// The port; 0 takes any that is free. Default: 8080.
    public var port = 8080
    /// Whether callers need a key. Default: true.
    public var asksForKeys = true
    /// The requests that one key may send in a second; 0 for any number. Default: 5,000.
    public var requestsPerSecond = 5_000
    /// How many connections may be open; more wait. Default: 1,024.
    public var connections = 1_024
    /// How long a connection may be silent. Default: 30 seconds.
    public var idleTimeout = Duration.seconds(30)
    /// How long a request's body may take to come. Default: 10 seconds.
    public var bodyTimeout = Duration.seconds(10)
    /// How long requests under way may go on after a signal to stop. Default: 20 seconds.
    public var gracePeriod = Duration.seconds(20)
    /// How long to wait between two looks for what was left for later: persons over the policy's cap, and a rebuild that
    /// stopped on its way. Default: 1 second.
    public var upkeepInterval = Duration.seconds(1)
    /// Default: none, for a service behind a proxy.
    public var tls: TLS?
    /// The clock of rate limits.
    public var clock: @Sendable () -> Timestamp = Timestamp.now

    public init() {}

    /// Whether only this machine can reach the address.
    var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
    }

    /// Refuses what would be unsafe or cannot work.
    ///
    /// - Throws: ``ConcordError`` `configuration`.
    func check() throws {
        guard asksForKeys || isLoopback else {
            throw ServiceConfiguration.refusal(
                "no-auth",
                "Without keys the service would be open to everybody who reaches \(host)",
                "Listen on 127.0.0.1, or leave --no-auth out and make a key with 'concord key add'"
            )
        }
        guard (0...65_535).contains(port) else {
            throw ServiceConfiguration.refusal("port", "\(port) is no port", "Give one from 0 to 65535")
        }
        guard requestsPerSecond >= 0 else {
            throw ServiceConfiguration.refusal("rate-limit", "The rate limit is negative", "Give 0 for none")
        }
        guard connections > 0 else {
            throw ServiceConfiguration.refusal("connections", "No connection could be open", "Give at least 1")
        }
    }

    static func refusal(_ field: String, _ message: String, _ remedy: String) -> ConcordError {
        ConcordError(.configuration, message, remedy: remedy, field: field)
    }
}
