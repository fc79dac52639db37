import ArgumentParser
import Concord

/// `--database FILE`, which every command takes.
struct DatabaseOption: ParsableArguments {
    @Option(name: .customLong("database"), help: ArgumentHelp("The database's file.", valueName: "file"))
    var path: String

    init() {}

    init(path: String) {
        self.path = path
    }

    /// A command has nobody who waits for its answer in milliseconds: it rather waits than fails.
    private static var configuration: StoreConfiguration {
        var configuration = StoreConfiguration()
        configuration.busyTimeout = .seconds(60)
        configuration.registrationDeadline = .seconds(600)
        return configuration
    }

    /// Opens the database, and makes or migrates it first where that is needed.
    func openOrCreate(policy: ResolutionPolicy? = nil) throws -> IdentityEngine {
        var configuration = DatabaseOption.configuration
        configuration.policy = policy
        return try IdentityEngine(path: path, configuration: configuration)
    }

    /// Opens the database as ``openOrCreate(policy:)`` does, for callers who wait: it answers busy soon.
    func openForService(policy: ResolutionPolicy?) throws -> IdentityEngine {
        var configuration = StoreConfiguration()
        configuration.policy = policy
        return try IdentityEngine(path: path, configuration: configuration)
    }

    /// Opens a database that has to be there, and brings it to this version's schema.
    ///
    /// - Parameter patience: how long to wait for other processes, where that is not as long as usual.
    func openAndMigrate(patience: Duration? = nil) throws -> IdentityEngine {
        var configuration = DatabaseOption.configuration
        configuration.busyTimeout = patience ?? configuration.busyTimeout
        configuration.createsDatabase = false
        return try IdentityEngine(path: path, configuration: configuration)
    }

    /// Opens a database that has to be there and have this version's schema, for a command that writes nothing.
    func openReadOnly() throws -> IdentityEngine {
        var configuration = DatabaseOption.configuration
        configuration.isReadOnly = true
        return try IdentityEngine(path: path, configuration: configuration)
    }

    /// Does something with a database that has to be there, and closes it. Writes nothing.
    func reading<Result>(_ body: (IdentityEngine) async throws -> Result) async throws -> Result {
        let engine = try openReadOnly()
        defer { try? engine.close() }
        return try await body(engine)
    }

    /// Does something with a database that has to be there, brought to this version's schema first, and closes it.
    func writing<Result>(
        patience: Duration? = nil,
        _ body: (IdentityEngine) async throws -> Result
    ) async throws -> Result {
        let engine = try openAndMigrate(patience: patience)
        defer { try? engine.close() }
        return try await body(engine)
    }
}
