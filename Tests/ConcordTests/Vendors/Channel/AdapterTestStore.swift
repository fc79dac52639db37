import Concord
import Foundation
import Synchronization

/// An engine over a database in a directory of its own, with a clock that only tests move and numbers that repeat.
final class AdapterTestStore: Sendable {
    let engine: IdentityEngine
    let clock = AdapterTestClock()
    private let directory: URL

    /// - Parameter options: what every space of the store gets.
    init(_ options: SpaceOptions = SpaceOptions()) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "concord-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var configuration = StoreConfiguration()
        configuration.policy = ResolutionPolicy(spaces: ["*": options])
        configuration.clock = { [clock] in clock.now }
        let draws = Atomic<UInt64>(1)
        configuration.randomNumbers = { draws.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15 }
        engine = try IdentityEngine(path: directory.appending(path: "people.db").path, configuration: configuration)
    }

    deinit {
        try? engine.close()
        try? FileManager.default.removeItem(at: directory)
    }
}

/// A clock that stands at the time of the vendor's own sample until a test moves it.
final class AdapterTestClock: Sendable {
    private let milliseconds = Atomic<Int64>(1_624_422_361_664)

    var now: Timestamp { Timestamp(milliseconds: milliseconds.load(ordering: .relaxed)) }

    func advance(milliseconds: Int64 = 1000) {
        self.milliseconds.wrappingAdd(milliseconds, ordering: .relaxed)
    }
}

/// A vendor's answer as a test looks at it.
struct AdapterReply {
    let status: Int
    let json: JSONValue

    init(_ answer: VendorAnswer) throws {
        status = answer.status
        json = answer.body.isEmpty ? .null : try JSONValue(parsing: answer.body)
    }

    /// The value behind a path of member names, `nil` when one of them is absent.
    subscript(path: String...) -> JSONValue? {
        path.reduce(json) { value, name in value?.object?[name] }
    }
}

/// The error that the body throws; `nil` when it throws none, or another kind.
func concordError(of body: () async throws -> Void) async -> ConcordError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ConcordError
    }
}
