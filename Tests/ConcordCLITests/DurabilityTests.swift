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

    @Test func everyCommitIsFlushedToTheDisk() throws {
        let strace = try #require(
            DurabilityTests.strace,
            "This test counts flushes with strace, which is missing: install it (apt-get install strace)"
        )
        // A transaction takes 1,000 lines: seven commits more need seven flushes more, whatever opening needs.
        let few = try flushes(strace, lines: 1_000)
        let many = try flushes(strace, lines: 8_000)
        #expect(few >= 1)
        #expect(many - few >= 7)
    }
}
#endif
