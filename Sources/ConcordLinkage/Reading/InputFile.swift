import Foundation

/// A file that is read from front to back in chunks.
struct InputFile {
    let path: String
    private let handle: FileHandle
    /// The first bytes, which tell the format; reading begins with them.
    private(set) var head: Data

    /// Opens a file and refuses what is no text: folders, compressed files, UTF-16.
    init(path: String) throws {
        self.path = path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            let what = isFolder.boolValue ? "\(path) is a folder" : "There is no file \(path)"
            throw LinkageError(.input, what, remedy: "Name a CSV or JSON Lines file")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw LinkageError(.input, "\(path) cannot be opened", remedy: "Check that you may read it")
        }
        self.handle = handle
        head = try Self.chunk(handle, path)
        try refuseForeignFormats()
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    }

    /// Whether the first character that is no white space opens a JSON object.
    var looksLikeJSON: Bool { head.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "{") }

    /// The next chunk, empty at the end of the file.
    mutating func next() throws -> Data {
        guard head.isEmpty else {
            defer { head = Data() }
            return head
        }
        return try Self.chunk(handle, path)
    }

    private static func chunk(_ handle: FileHandle, _ path: String) throws -> Data {
        do {
            return try handle.read(upToCount: 4 << 20) ?? Data()
        } catch {
            throw LinkageError(.input, "\(path) cannot be read to its end", remedy: "Check the disk and try again")
        }
    }

    private func refuseForeignFormats() throws {
        guard !head.isEmpty else {
            throw LinkageError(.input, "\(path) is empty", remedy: "A header line and rows are needed")
        }
        let formats: [([UInt8], String, String)] = [
            ([0x1F, 0x8B], "compressed with gzip, which is not supported", "Decompress it first: gunzip -k FILE"),
            (
                [0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd, which is not supported",
                "Decompress it first: zstd -d FILE"
            ),
            ([0x50, 0x4B, 0x03, 0x04], "a zip archive or a workbook", "Export it as CSV"),
            ([0x50, 0x41, 0x52, 0x31], "a Parquet file", "Export it as CSV"),
            ([0xFF, 0xFE], "UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8 FILE"),
            ([0xFE, 0xFF], "UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8 FILE"),
        ]
        for (magic, name, remedy) in formats where head.starts(with: magic) {
            throw LinkageError(.input, "\(path) is \(name)", remedy: remedy)
        }
    }
}
