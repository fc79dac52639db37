import Concord
import ConcordTesting
import Synchronization

/// An engine over a temporary store, with a clock that only tests move: most of these tests compare two answers.
final class AdapterTestStore: Sendable {
    let engine: IdentityEngine
    let clock = AdapterTestClock()
    private let store: TemporaryStore

    /// - Parameter options: what every space of the store gets.
    init(_ options: SpaceOptions = SpaceOptions()) throws {
        store = try TemporaryStore()
        engine = try store.open { [clock] configuration in
            configuration.policy = ResolutionPolicy(spaces: ["*": options])
            configuration.clock = { clock.now }
        }
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
