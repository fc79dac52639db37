import Foundation

/// The lines of a file or of standard input, in batches of bounded size.
///
/// A batch ends when it is full, or when no more input is there yet: a slow writer at the other end of a pipe gets its
/// lines applied as they come, and a fast one fills the pipe while the batch before is committed.
struct InputLines: ~Copyable {
    private static let chunkBytes = 1 << 16
    /// As many lines as the engine puts into one transaction.
    private static let batchLines = 1_000
    private static let batchBytes = 4 << 20

    private let descriptor: Int32
    private var splitter = LineSplitter()
    private var lines: [InputLine] = []
    private var isAtEnd = false

    /// Opens a file, or standard input for `-`.
    init(path: String) throws {
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandError.system(
                .missingFile,
                "The input \(path) cannot be opened",
                remedy: "Check that it is there and that this user may read it"
            )
        }
    }

    deinit {
        close(descriptor)
    }

    /// The next lines, at least one; `nil` at the end.
    mutating func nextBatch() throws -> [InputLine]? {
        while !isAtEnd, !isFull, lines.isEmpty || isReady {
            let chunk = try read()
            if chunk.isEmpty {
                isAtEnd = true
                splitter.finish(&lines)
            } else {
                splitter.append(chunk, to: &lines)
            }
        }
        let batch = Array(lines.prefix(InputLines.batchLines))
        lines.removeFirst(batch.count)
        return batch.isEmpty ? nil : batch
    }

    private var isFull: Bool {
        lines.count >= InputLines.batchLines
            || lines.reduce(0) { $0 + ($1.bytes?.count ?? 0) } >= InputLines.batchBytes
    }

    /// Whether reading would not wait.
    private var isReady: Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Foundation.poll(&poll, 1, 0) != 0
    }

    /// The next bytes; none at the end.
    private func read() throws -> [UInt8] {
        while true {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: InputLines.chunkBytes) { buffer, initialized in
                count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
                initialized = max(0, count)
            }
            if count >= 0 { return chunk }
            guard errno == EINTR else {
                throw CommandError.system(.inputOutput, "The input cannot be read", remedy: "Check the file")
            }
        }
    }
}
