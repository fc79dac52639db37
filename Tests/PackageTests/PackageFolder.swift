import Foundation

/// The checkout that the tests were built from.
enum PackageFolder {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The files below a folder with an ending, by their path from the root, sorted.
    static func files(below folder: String, ending: String) throws -> [String] {
        let start = root.appendingPathComponent(folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: start.path)
        return paths.filter { $0.hasSuffix(ending) && !$0.contains(".build") }.map { "\(folder)/\($0)" }.sorted()
    }

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}
