import Concord
import Configuration
import Foundation
import Yams

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
    public init(flags: [Setting: String], environment: [String: String], file: String?) throws {
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "flags", settings: flags),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "concord"),
            InMemoryProvider(name: "file", settings: try file.map(ServiceConfiguration.settings) ?? [:]),
        ])
        try self.init(SettingReader(reader: reader))
    }

    /// What a YAML file sets. What it does not know is refused: a limit with a slip in its name would not hold.
    private static func settings(ofFile path: String) throws -> [Setting: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let members = (try? Yams.compose(yaml: text) ?? [:])?.mapping
        else {
            throw refusal(
                "config", "The file of --config cannot be read as YAML",
                "Check its path, and that each line in it is a setting with its value, such as 'port: 8080'")
        }
        return try members.reduce(into: [:]) { settings, member in
            let name = member.key.string ?? "with a structure for its name"
            guard let setting = Setting(rawValue: name) else {
                let names = Setting.allCases.map(\.rawValue).joined(separator: ", ")
                throw refusal(name, "The file of --config has the unknown setting \(name)", "The settings are \(names)")
            }
            guard let value = member.value.scalar?.string else {
                throw refusal(name, "The setting \(name) is a list or an object", "Give one value")
            }
            settings[setting] = value
        }
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
        reader.string(forKey: ConfigKey([setting.rawValue]))
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

extension InMemoryProvider {
    fileprivate init(name: String, settings: [ServiceConfiguration.Setting: String]) {
        let values = settings.map {
            (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(.string($0.value), isSecret: false))
        }
        self.init(name: name, values: Dictionary(uniqueKeysWithValues: values))
    }
}
