import ConcordTesting
import Foundation

extension TemporaryStore {
    /// Writes a file into the folder and gives its path.
    func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// The names of the folder's files, but for those of the commands' own streams.
    var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { name in ![".in", ".out", ".err"].contains { name.hasSuffix($0) } }
                .sorted()
        }
    }

    func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent(name))
    }
}
