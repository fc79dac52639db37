import ConcordTesting
import Foundation
import Testing

/// `concord serve`, run as its users run it, on a port that is free.
struct Server {
    let command: Command
    let port: Int
    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts it in the folder of `store`, and waits until it listens.
    ///
    /// - Parameter tracer: a program with its arguments that runs the service under itself, in its own process.
    static func start(
        _ arguments: [String] = [],
        in store: TemporaryStore,
        under tracer: [String] = []
    ) throws -> Server {
        let serve = ["serve", "--database", "people.db", "--port", "0"] + arguments
        let words = tracer + [Command.executable.path] + serve
        let command = try Command.start(program: words[0], Array(words.dropFirst()), in: store)
        let isListening = wait { try command.outputSoFar.contains("\n") }
        try #require(isListening, "The service does not listen")
        let address = try #require(URL(string: command.outputSoFar.dropFirst("Listening on ".count).trimmed))
        return Server(command: command, port: try #require(address.port))
    }

    /// Asks it to stop and waits until it has.
    func stop() throws -> Finished {
        command.send(signal: SIGTERM)
        return try command.finish()
    }

    /// Runs a script of the folder `Clients`.
    static func client(_ name: String, _ arguments: [String], in store: TemporaryStore) throws -> Finished {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Clients/\(name)").path
        let program = name.hasSuffix(".py") ? "python3" : "sh"
        return try Command.run(program: "/usr/bin/env", [program, script] + arguments, in: store)
    }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
