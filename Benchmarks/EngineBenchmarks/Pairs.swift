import BareSQLite
import Concord
import Synchronization

/// A filled store, open to the engine and to C at the same time.
final class ReadPair {
    let fixture: Fixture
    let bare: Bare
    private var position = 0

    init() async throws {
        fixture = try await Fixture.filled()
        bare = Bare(on: fixture)
    }

    /// The next places in the order of the probes.
    func next(_ count: Int) -> Range<Int> {
        defer { position += count }
        return position..<position + count
    }
}

/// Two empty stores, one for the engine and one for C, that both grow with the run.
final class WritePair: Sendable {
    let fixture: Fixture
    private let fields: String
    private let bare: Bare
    private let position = Mutex(1)

    init() async throws {
        fixture = try await Fixture()
        let other = try await Fixture()
        fields = try await other.fields()
        bare = Bare(on: other, isDurable: true)
    }

    /// Writes that create accounts, ever other ones.
    func next(_ count: Int) -> [AccountWrite] {
        let start = position.withLock { position in
            defer { position += count }
            return position
        }
        return (start..<start + count).map { Fixture.write($0) }
    }

    func insertBare(_ count: Int) {
        bare_insert(bare.store, bare.discriminator, Int64(count), fields, fields.utf8.count)
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
