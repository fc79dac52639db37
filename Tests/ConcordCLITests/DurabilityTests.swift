#if os(Linux)
import ConcordTesting
import Foundation
import Testing

/// Answers are given after the flush: counted where the flush happens, because every other sign of it can be right
/// while it is silently off.
@Suite struct DurabilityTests {
    private static let strace = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":")
        .map { "\($0)/strace" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// How often the process flushes a file to the disk while it applies a number of lines to a new database.
    private func flushes(_ strace: String, lines: Int) throws -> Int {
        let store = try TemporaryStore()
        _ = try store.file("in.jsonl", Lines.botpress(lines))
        let command = [
            Command.executable.path, "apply", "--database", "people.db", "--vendor", "botpress", "in.jsonl",
        ]
        let trace = ["-f", "-e", "trace=fdatasync,fsync", "-o", "trace"]
        let result = try Command.run(program: strace, trace + command, in: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.lines.count == lines)
        return String(decoding: try store.bytes("trace"), as: UTF8.self)
            .split(separator: "\n")
            .count { $0.contains("sync(") }
    }

    private func requireStrace() throws -> String {
        try #require(
            DurabilityTests.strace,
            "This test counts flushes with strace, which is missing: install it (apt-get install strace)"
        )
    }

    @Test func everyCommitIsFlushedToTheDisk() throws {
        let strace = try requireStrace()
        // A transaction takes 1,000 lines: seven commits more need seven flushes more, whatever opening needs.
        let few = try flushes(strace, lines: 1_000)
        let many = try flushes(strace, lines: 8_000)
        #expect(few >= 1)
        #expect(many - few >= 7)
    }

    #if Service
    @Test func everyCreateThatTheServiceAnsweredWasFlushedBefore() throws {
        let strace = try requireStrace()
        let store = try TemporaryStore()
        // As -D has it, the process that is started is the service, and a stop is for it.
        let tracer = [strace, "-D", "-f", "-e", "trace=fdatasync,fsync", "-o", "trace"]
        let server = try Server.start(["--no-auth"], in: store, under: tracer)
        let result = try Server.client("flushes.py", ["\(server.port)", "trace", "50"], in: store)
        #expect(result.lines == ["50 created, 50 of them behind a new flush"], "\(result.errors)")
        #expect(try server.stop().status == 0)
    }
    #endif
}
#endif
