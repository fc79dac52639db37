import Concord
import ConcordTesting
import Foundation
import Testing

/// What a process that has ended left.
struct Finished {
    /// The exit code, or `nil` when a signal ended it.
    let status: Int32?
    /// The signal that ended it.
    let signal: Int32?
    let output: String
    let errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The JSON value in a line of standard output, counted from 0.
    func answer(_ index: Int) throws -> JSONValue {
        try #require(lines.dropFirst(index).first, "\(errors)").json
    }
}

/// The built command, run as its users run it.
///
/// Its streams are files, so that no pipe can fill up and stop it.
struct Command {
    private let process: pid_t
    private let output: URL
    private let errors: URL

    enum Input {
        case text(String)
        case bytes([UInt8])
        case pipe(InputPipe)
    }

    /// Starts `concord`, in the folder of `store` and with a terminal of 80 columns.
    ///
    /// - Parameter input: what it reads from standard input.
    static func start(_ arguments: [String], in store: TemporaryStore, input: Input = .text("")) throws -> Command {
        try Command(executable.path, arguments, store, input)
    }

    /// Runs `concord` to its end.
    static func run(_ arguments: [String], in store: TemporaryStore, input: Input = .text("")) throws -> Finished {
        try start(arguments, in: store, input: input).finish()
    }

    /// Starts another program; `concord` is its variable `CONCORD`.
    static func start(program: String, _ arguments: [String], in store: TemporaryStore) throws -> Command {
        try Command(program, arguments, store, .text(""))
    }

    /// Runs another program to its end; `concord` is its variable `CONCORD`.
    static func run(program: String, _ arguments: [String], in store: TemporaryStore) throws -> Finished {
        try start(program: program, arguments, in: store).finish()
    }

    private init(_ program: String, _ arguments: [String], _ store: TemporaryStore, _ input: Input) throws {
        let name = UUID().uuidString
        output = store.folder.appendingPathComponent("\(name).out")
        errors = store.folder.appendingPathComponent("\(name).err")
        let source = store.folder.appendingPathComponent("\(name).in")
        switch input {
        case .text(let text): try Data(text.utf8).write(to: source)
        case .bytes(let bytes): try Data(bytes).write(to: source)
        case .pipe: break
        }
        var spawn = Spawn(folder: store.folder.path)
        if case .pipe(let pipe) = input { spawn.duplicate(pipe.end) } else { spawn.read(source.path) }
        spawn.write(output.path, as: STDOUT_FILENO)
        spawn.write(errors.path, as: STDERR_FILENO)
        let environment = ["COLUMNS": "80", "CONCORD": Command.executable.path]
        process = try spawn.start(program, arguments, environment)
    }

    /// Waits for the end.
    func finish() throws -> Finished {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { try #require(errno == EINTR) }
        let signal = status & 0x7F
        return Finished(
            status: signal == 0 ? status >> 8 & 0xFF : nil,
            signal: signal == 0 ? nil : signal,
            output: try outputSoFar,
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    /// What it has written to standard output.
    var outputSoFar: String {
        get throws { String(decoding: try Data(contentsOf: output), as: UTF8.self) }
    }

    /// The process's number.
    var id: pid_t { process }

    /// Whether the process has ended; ``finish()`` still has to be called.
    var hasEnded: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0 || information.si_signo != 0
    }

    func send(signal: Int32) {
        kill(process, signal)
    }

    /// `concord` is built into the folder that the tests are built into.
    static let executable: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
        let folder =
            bundle.bundlePath.hasSuffix(".xctest") ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
        return folder.appendingPathComponent("concord")
    }()
}

/// Waits until another process has done something that can only be seen by looking again.
func wait(until condition: () throws -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
        if (try? condition()) == true { return true }
        sched_yield()
    }
    return false
}
