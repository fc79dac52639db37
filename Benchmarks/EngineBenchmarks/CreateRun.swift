import Concord
import Synchronization

/// Creates new accounts, ever other ones.
final class CreateRun: Sendable {
    let fixture: Fixture
    private let next = Mutex(1)

    init(fixture: Fixture) { self.fixture = fixture }

    func writes(_ count: Int) -> [AccountWrite] {
        let start = next.withLock { next in
            defer { next += count }
            return next
        }
        return (start..<start + count).map { Fixture.write($0) }
    }

    /// Callers that each wait for their answer before they send the next write.
    func upsert(_ writes: [AccountWrite], callers: Int) async throws {
        let engine = fixture.engine
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for index in stride(from: caller, to: writes.count, by: callers) {
                        _ = try await engine.upsert(writes[index])
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// The same by the baseline.
struct BareCreateRun {
    let fields: String
    let bare: Bare
}
