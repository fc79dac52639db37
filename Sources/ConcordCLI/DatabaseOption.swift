import ArgumentParser
import Concord

/// `--database FILE`, which every command takes.
struct DatabaseOption: ParsableArguments {
    @Option(name: .customLong("database"), help: ArgumentHelp("The database's file.", valueName: "file"))
    var path: String

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

    /// Opens a database that has to be there, and brings it to this version's schema.
    func openAndMigrate() throws -> IdentityEngine {
        var configuration = DatabaseOption.configuration
        configuration.createsDatabase = false
        return try IdentityEngine(path: path, configuration: configuration)
    }

    /// Opens a database that has to be there and have this version's schema, for a command that writes nothing.
    func openReadOnly() throws -> IdentityEngine {
        var configuration = DatabaseOption.configuration
        configuration.isReadOnly = true
        return try IdentityEngine(path: path, configuration: configuration)
    }
}
