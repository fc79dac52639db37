import Dispatch
import Foundation

#if canImport(CDispatch)
// Where `stat` is declared for the compiler once the service's packages are in the build.
import CDispatch
#endif

/// Where `apply` writes its answers: standard output, or a file that appears whole or not at all.
///
/// A file is written under another name beside its own and renamed by ``commit()``. Without that call (also on Ctrl-C)
/// nothing is left, and what was there before stays. Answers hold personal data: like the database, the file is its
/// owner's alone.
final class AnswerOutput {
    private let descriptor: Int32
    private let replaced: ReplacedFile?

    /// Standard output.
    init() {
        (descriptor, replaced) = (dup(STDOUT_FILENO), nil)
    }

    /// A file.
    init(path: String) throws {
        if ReplacedFile.cannotReplace(path) {
            (descriptor, replaced) = (open(path, O_WRONLY | O_CLOEXEC), nil)
        } else {
            let file = ReplacedFile(path)
            file.removeOnSignals()
            (descriptor, replaced) = (open(file.temporaryPath, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600), file)
        }
        guard descriptor >= 0 else {
            throw CommandError.system(
                .unwritableOutput,
                "The file of --output \(path) cannot be made",
                remedy: "Check that its folder exists and that this user may write there"
            )
        }
    }

    deinit {
        replaced?.remove()
        close(descriptor)
    }

    /// Writes all of the bytes.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest.removeFirst(count)
            } else if errno != EINTR {
                throw failure
            }
        }
    }

    /// Ends the output: a file is flushed to the disk and takes its name.
    func commit() throws {
        guard let replaced else { return }
        guard fsync(descriptor) == 0, replaced.rename() else { throw failure }
    }

    private var failure: CommandError {
        .system(.unwritableOutput, "The answers cannot be written", remedy: "Make room, or check the output")
    }
}

/// A file that is written under another name first.
private final class ReplacedFile {
    let temporaryPath: String
    private let path: String
    private var signals: [any DispatchSourceSignal] = []

    /// - Parameter path: the file's name; a link stands for what it points to.
    init(_ path: String) {
        let target = realpath(path, nil)
        defer { free(target) }
        self.path = target.map { String(cString: $0) } ?? path
        temporaryPath = "\(self.path).\(getpid()).tmp"
    }

    /// Whether something is there that is no plain file, such as `/dev/null` or a pipe.
    static func cannotReplace(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    func rename() -> Bool {
        Foundation.rename(temporaryPath, path) == 0
    }

    func remove() {
        unlink(temporaryPath)
    }

    /// Removes the file when a signal ends the process, and lets the signal end it. Not the hang-up, which `nohup` has
    /// made the process ignore.
    func removeOnSignals() {
        signals = [SIGINT, SIGTERM].map { [temporaryPath] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                unlink(temporaryPath)
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            source.resume()
            return source
        }
    }
}
