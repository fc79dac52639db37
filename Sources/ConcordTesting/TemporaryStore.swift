public import Concord
public import Foundation
internal import Synchronization

/// A folder of its own for one test, removed with everything in it when the process ends: an engine may be at work in
/// it after the test has let go of this value.
public struct TemporaryStore: Sendable {
    /// The folder.
    public let folder: URL
    /// Where the database is, or will be.
    public var path: String { folder.appendingPathComponent("people.db").path }

    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("concord-\(UUID().uuidString)")
        let folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        TemporaryStore.folders.withLock { folders in
            if folders.isEmpty { atexit { TemporaryStore.removeFolders() } }
            folders.append(folder)
        }
    }

    /// A copy of the database in a folder of its own.
    ///
    /// - Precondition: no engine has this one open.
    public func copied() throws -> TemporaryStore {
        let copy = try TemporaryStore()
        try FileManager.default.copyItem(atPath: path, toPath: copy.path)
        return copy
    }

    private static let folders = Mutex<[URL]>([])

    private static func removeFolders() {
        for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
    }

    /// Opens the database, with a clock that begins at a fixed time and goes on by a second with each look, and with
    /// random numbers of a fixed seed, so that equal calls give equal bytes.
    public func open(
        seed: UInt64 = 1,
        _ configure: (inout StoreConfiguration) -> Void = { _ in }
    ) throws -> IdentityEngine {
        var configuration = StoreConfiguration()
        configuration.clock = SteppingClock().now
        let numbers = Mutex(SeededGenerator(seed: seed))
        configuration.randomNumbers = { numbers.withLock { $0.next() } }
        // How long a test may take is the machine's affair.
        configuration.registrationDeadline = .seconds(600)
        configuration.busyTimeout = .seconds(60)
        configure(&configuration)
        return try IdentityEngine(path: path, configuration: configuration)
    }
}

/// A clock for tests: a second later at each look, from 2023-11-07T05:31:56Z, the time of the vendors' samples.
public final class SteppingClock: Sendable {
    /// The first look's answer.
    public static let start = Timestamp(milliseconds: 1_699_335_116_000)
    private let next = Mutex(SteppingClock.start.milliseconds)

    public init() {}

    /// The time, which is never the same twice.
    public var now: @Sendable () -> Timestamp {
        {
            self.next.withLock { milliseconds in
                defer { milliseconds += 1_000 }
                return Timestamp(milliseconds: milliseconds)
            }
        }
    }
}
