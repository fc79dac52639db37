import ConcordTesting
import Foundation
import Testing

#if canImport(CDispatch)
// Where `stat` is declared for the compiler once the service's packages are in the build.
import CDispatch
#endif

/// Runs the command as somebody whom the modes of files bind: they do not bind root, whom tests in a container often
/// run as.
enum OrdinaryUser {
    private static let setpriv = "/usr/bin/setpriv"

    /// Whether there is such a user, and may reach the command.
    static let isThere: Bool = {
        if geteuid() != 0 { return true }
        guard FileManager.default.isExecutableFile(atPath: setpriv) else { return false }
        var path = Command.executable.resolvingSymlinksInPath()
        while path.path != "/" {
            var status = stat()
            guard stat(path.path, &status) == 0, status.st_mode & S_IXOTH != 0 else { return false }
            path.deleteLastPathComponent()
        }
        return true
    }()

    /// Runs `concord` to its end.
    static func run(_ arguments: [String], in store: TemporaryStore) throws -> Finished {
        guard geteuid() == 0 else { return try Command.run(arguments, in: store) }
        try hand(over: store.folder)
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", Command.executable.path]
        return try Command.run(program: setpriv, nobody + arguments, in: store)
    }

    /// Gives the folder and what is in it to that user.
    private static func hand(over folder: URL) throws {
        let below = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        for path in [folder.path] + below.map({ folder.appendingPathComponent($0).path }) {
            try #require(chown(path, 65_534, 65_534) == 0)
        }
    }
}
