import Foundation

/// The file that a copy of the database becomes: written under another name beside its own, and there whole or not at
/// all.
struct BackupFile: Sendable {
    let path: String
    let temporaryPath: String

    /// Makes an empty file that only its owner may read or write.
    ///
    /// - Parameter random: what makes the other name its own.
    /// - Throws: ``ConcordError`` `unwritableFile`.
    init(path: String, random: UInt64) throws {
        self.path = path
        temporaryPath = "\(path).\(String(random, radix: 36)).partial"
        try refuseExisting()
        let descriptor = open(temporaryPath, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BackupFile.unwritable(errno) }
        close(descriptor)
    }

    /// Brings the file to the disk and gives it its name.
    func commit() throws {
        try BackupFile.flush(temporaryPath)
        try takeName()
        try BackupFile.flush(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Removes what there is of the file.
    func discard() {
        for suffix in BackupFile.suffixes { unlink(temporaryPath + suffix) }
    }

    /// SQLite would take a `-wal` or a `-journal` that an earlier file of the name has left for this one's.
    private func refuseExisting() throws {
        for suffix in BackupFile.suffixes where BackupFile.exists(path + suffix) {
            throw ConcordError(
                .unwritableFile,
                suffix.isEmpty
                    ? "There is a file at the copy's path already"
                    : "There is a file of an earlier database beside the copy's path, with the ending \(suffix)",
                remedy: "Name a file that is not there; nothing was changed"
            )
        }
    }

    /// A link, unlike a renaming, never replaces what somebody else has put there meanwhile.
    private func takeName() throws {
        if link(temporaryPath, path) == 0 {
            unlink(temporaryPath)
            return
        }
        let reason = errno
        if reason == EEXIST { try refuseExisting() }
        // Some file systems know no links.
        guard [EPERM, ENOTSUP, EMLINK].contains(reason), rename(temporaryPath, path) == 0 else {
            throw BackupFile.unwritable(reason)
        }
    }

    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unwritable(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unwritable(errno) }
    }

    private static func unwritable(_ reason: Int32) -> ConcordError {
        ConcordError(
            .unwritableFile,
            "The copy cannot be written (\(String(cString: strerror(reason))))",
            remedy: "Check that its folder exists, has room, and that this user may write there"
        )
    }
}
