import Concord
import Configuration

extension ServiceConfiguration {
    /// The names of what can be configured. In the environment each has the prefix `CONCORD_`, capitals and
    /// underscores, such as `CONCORD_RATE_LIMIT`.
    public enum Setting: String, CaseIterable, Sendable {
        case host, port
        case noAuth = "no-auth"
        case rateLimit = "rate-limit"
        case connections
        case idleTimeout = "idle-timeout"
        case bodyTimeout = "body-timeout"
        case gracePeriod = "grace-period"
        case tlsCertificate = "tls-certificate"
        case tlsKey = "tls-key"
    }

    /// Reads the configuration from flags, then the environment, then a file; what is in none keeps its default.
    ///
    /// - Parameters:
    ///   - flags: settings as the command line has them.
    ///   - environment: the process's variables.
    ///   - file: a YAML file with one member for each setting.
    /// - Throws: ``ConcordError`` `configuration`.
    public init(flags: [Setting: String], environment: [String: String], file: String?) async throws {
        let values = flags.map {
            (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(.string($0.value), isSecret: false))
        }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "flags", values: Dictionary(uniqueKeysWithValues: values)),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "concord"),
        ]
        if let file {
            do {
                let place = ConfigReader(
                    provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(file), isSecret: false)]))
                providers.append(try await FileProvider<YAMLSnapshot>(config: place))
            } catch {
                throw ServiceConfiguration.refusal(
                    "config", "The file of --config cannot be read as YAML", "Check its path and what is in it")
            }
        }
        try self.init(SettingReader(reader: ConfigReader(providers: providers)))
    }

    private init(_ settings: SettingReader) throws {
        self.init()
        host = settings.text(.host) ?? host
        port = try settings.integer(.port) ?? port
        asksForKeys = try settings.flag(.noAuth).map { !$0 } ?? asksForKeys
        requestsPerSecond = try settings.integer(.rateLimit) ?? requestsPerSecond
        connections = try settings.integer(.connections) ?? connections
        idleTimeout = try settings.seconds(.idleTimeout) ?? idleTimeout
        bodyTimeout = try settings.seconds(.bodyTimeout) ?? bodyTimeout
        gracePeriod = try settings.seconds(.gracePeriod) ?? gracePeriod
        switch (settings.text(.tlsCertificate), settings.text(.tlsKey)) {
        case (nil, nil): tls = nil
        case (let certificate?, let key?): tls = TLS(certificate: certificate, key: key)
        default:
            throw ServiceConfiguration.refusal(
                "tls-key", "TLS needs a certificate and its key", "Give both tls-certificate and tls-key")
        }
        try check()
    }
}

/// One setting at a time; a value of the wrong kind is refused and not passed over.
private struct SettingReader {
    typealias Setting = ServiceConfiguration.Setting

    let reader: ConfigReader

    func text(_ setting: Setting) -> String? {
        let key = ConfigKey([setting.rawValue])
        // A file's numbers and booleans are no strings to the reader.
        return reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
            ?? reader.bool(forKey: key).map { String($0) }
    }

    func integer(_ setting: Setting) throws -> Int? {
        try text(setting).map { text in
            guard let number = Int(text) else { throw refusal(setting, "no whole number", "Give a whole number") }
            return number
        }
    }

    func seconds(_ setting: Setting) throws -> Duration? {
        try integer(setting).map { number in
            guard number > 0 else { throw refusal(setting, "no time to wait", "Give whole seconds, at least 1") }
            return .seconds(number)
        }
    }

    func flag(_ setting: Setting) throws -> Bool? {
        try text(setting).map { text in
            switch text.lowercased() {
            case "true", "yes", "1": true
            case "false", "no", "0": false
            default: throw refusal(setting, "neither true nor false", "Give true or false")
            }
        }
    }

    private func refusal(_ setting: Setting, _ problem: String, _ remedy: String) -> ConcordError {
        ServiceConfiguration.refusal(setting.rawValue, "The setting \(setting.rawValue) is \(problem)", remedy)
    }
}
