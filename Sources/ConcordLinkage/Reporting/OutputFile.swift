public import Foundation
import Synchronization

/// A file that appears under its name only when it is complete.
///
/// It is written under a temporary name beside its place, which is also how a folder without write permission is found
/// before the work and not after it.
public struct OutputFile: Sendable {
    public let path: String
    private let temporaryPath: String

    private static let pending = Mutex<Set<String>>([])

    /// Claims the place.
    /// - Throws: ``LinkageError`` when nothing can be written there.
    public init(path: String) throws {
        self.path = path
        let url = URL(fileURLWithPath: path)
        let name = ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).partial"
        temporaryPath = url.deletingLastPathComponent().appendingPathComponent(name).path
        var isFolder: ObjCBool = false
        let isTaken = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        guard !isTaken, FileManager.default.createFile(atPath: temporaryPath, contents: nil) else {
            throw LinkageError(
                .output,
                "\(path) cannot be written",
                remedy: "Check that the folder exists and that you may write there"
            )
        }
        Self.pending.withLock { [temporaryPath] in _ = $0.insert(temporaryPath) }
    }

    /// Writes the content in parts and puts the file in its place.
    /// - Throws: ``LinkageError`` when the disk refuses; nothing is left behind then.
    public func write(_ body: (_ append: (Data) throws -> Void) throws -> Void) throws {
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporaryPath))
            try body { try handle.write(contentsOf: $0) }
            try handle.close()
            guard rename(temporaryPath, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            Self.pending.withLock { _ = $0.remove(temporaryPath) }
        } catch {
            discard()
            throw LinkageError(.output, "\(path) could not be written", remedy: "Check the space on the disk")
        }
    }

    /// Gives the place up.
    public func discard() {
        unlink(temporaryPath)
        Self.pending.withLock { _ = $0.remove(temporaryPath) }
    }

    /// Removes what files that are still being written have left; for a process that is told to stop.
    public static func discardAll() {
        let paths = pending.withLock { paths in
            defer { paths.removeAll() }
            return paths
        }
        for path in paths { unlink(path) }
    }
}
