import ConcordTesting
import Foundation
import Testing

/// `concord serve`, run as its users run it, on a port that is free.
struct Server {
    let command: Command
    /// The address that it says, without a slash at the end.
    let url: String
    let port: Int

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
        let url = String(address.absoluteString.dropLast())
        return Server(command: command, url: url, port: try #require(address.port))
    }

    /// Asks it to stop and waits until it has.
    func stop() throws -> Finished {
        command.send(signal: SIGTERM)
        return try command.finish()
    }

    /// Runs a script of the folder `Clients`.
    static func client(_ name: String, _ arguments: [String], in store: TemporaryStore) throws -> Finished {
        let program = name.hasSuffix(".py") ? "python3" : "sh"
        return try Command.run(program: "/usr/bin/env", [program, script(name)] + arguments, in: store)
    }

    /// The path of a file in the folder `Clients`.
    static func script(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Clients/\(name)").path
    }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
