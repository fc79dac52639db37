import Foundation

/// The database's file, before SQLite sees it.
enum StoreFile {
    /// Makes an empty file that only its owner may read or write (SQLite gives its companions the same mode), or checks
    /// that one is there.
    static func prepare(_ path: String, creates: Bool) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { throw unusable("The path is a folder", "Name a file in it") }
            return
        }
        guard creates else {
            throw ConcordError(
                .missingDatabase,
                "There is no database at the path",
                remedy: "Check the path, or let a command that creates one run first"
            )
        }
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw unusable(
                "The database cannot be created (\(String(cString: strerror(errno))))",
                "Check that its folder exists and that this user may write there"
            )
        }
        Foundation.close(descriptor)
    }

    private static func unusable(_ message: String, _ remedy: String) -> ConcordError {
        ConcordError(.unusableDatabase, message, remedy: remedy)
    }
}
