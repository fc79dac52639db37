import Foundation
import Testing

/// `posix_spawn` with files as streams.
///
/// Foundation's `Process` on Linux lists this process's open files before it starts another, and reads beyond the list's
/// end when they are many, as in a run of all tests.
struct Spawn {
    #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
    #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
    #endif

    private let folder: String

    /// - Parameter folder: where the process works.
    init(folder: String) {
        self.folder = folder
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        // The thread that starts it may have blocked signals, and would hand that down.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    }

    /// Standard input is a file.
    mutating func read(_ path: String) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDONLY, 0)
    }

    /// Standard input is an open file.
    mutating func duplicate(_ descriptor: Int32) {
        posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
    }

    /// A stream goes to a new file.
    mutating func write(_ path: String, as descriptor: Int32) {
        posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }

    /// Starts the process, whose environment is this one's and `variables`, and gives its id. Use a value once.
    mutating func start(_ program: String, _ arguments: [String], _ variables: [String: String]) throws -> pid_t {
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        // Changing the folder is no portable part of posix_spawn.
        let shell = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, folder, program]
        var words = (shell + arguments).map { strdup($0) } + [nil]
        var entries = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + entries).forEach { free($0) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, shell[0], &actions, &attributes, &words, &entries)
        try #require(failure == 0, "\(program): \(String(cString: strerror(failure)))")
        return process
    }
}

/// A pipe whose reading end becomes a process's standard input; no other process inherits its ends.
final class InputPipe {
    let end: Int32
    private let writer: FileHandle

    init() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        end = ends[0]
        writer = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    }

    deinit { Foundation.close(end) }

    func write(_ text: String) {
        writer.write(Data(text.utf8))
    }

    /// The end of the input.
    func close() throws {
        try writer.close()
    }
}
