import BareSQLite
import Concord
import ConcordTesting
import Foundation

/// A store of accounts with three tags and five properties each, as one chatbot would leave it.
struct Fixture: Sendable {
    static let space = Space(vendor: "bench", scope: "bot")
    /// How many accounts the read rows work on.
    static let size = Int(ProcessInfo.processInfo.environment["SIZE"] ?? "") ?? 100_000

    let temporary: TemporaryStore
    let engine: IdentityEngine

    /// An empty store whose space is there, with its discriminator.
    init(durability: StoreConfiguration.Durability = .full) async throws {
        temporary = try TemporaryStore()
        engine = try temporary.open { $0.durability = durability }
        let first = await engine.upsert(batch: [Fixture.write(0)])
        _ = try first[0].get()
    }

    /// A store of ``size`` accounts.
    static func filled() async throws -> Fixture {
        let fixture = try await Fixture(durability: .normal)
        for start in stride(from: 0, to: size, by: 10_000) {
            let writes = (start..<min(start + 10_000, size)).map { write($0) }
            for result in await fixture.engine.upsert(batch: writes) { _ = try result.get() }
        }
        return fixture
    }

    static func tags(_ number: Int) -> Tags {
        ["id": "whatsapp-\(number)", "email": "person\(number)@example.com", "phone": "+1202555\(number)"]
    }

    static func write(_ number: Int) -> AccountWrite {
        AccountWrite(
            space: space,
            match: .tags(tags(number), discriminateBy: nil),
            changes: [
                .set(.profile, "name", .string("Person Number \(number)")),
                .set(.properties, "plan", "professional"), .set(.properties, "locale", "en-GB"),
                .set(.properties, "city", "Springfield"), .set(.properties, "source", "newsletter"),
                .set(.properties, "score", .string("\(number % 100)")),
            ]
        )
    }

    /// The fields of such an account, for the baseline to write.
    func fields() async throws -> String {
        guard let account = try await engine.account(.number(1)) else { return "" }
        var sections = JSONObject()
        for section in [FieldSection.profile, .properties, .tags] {
            sections[section.rawValue] = .object(account.fields[section])
        }
        return JSONValue.object(sections).text
    }
}

/// The baseline on a fixture's file, with keys that are in it.
///
/// `@unchecked Sendable` because the benchmarks run one after another.
final class Bare: @unchecked Sendable {
    let store: OpaquePointer
    let discriminator: Int64
    private let keys: [UInt8]
    private let count: Int

    init(on fixture: Fixture, isDurable: Bool = false) {
        let cache = Int64(fixture.engine.configuration.cacheBytes)
        store = bare_open(fixture.temporary.path, cache, isDurable ? 1 : 0)
        var keys = [UInt8](repeating: 0, count: 16 * Fixture.size)
        var discriminator: Int64 = 0
        count = Int(bare_sample_keys(store, &keys, Int64(Fixture.size), &discriminator))
        self.keys = keys
        self.discriminator = discriminator
    }

    deinit { bare_close(store) }

    func probe(_ index: Int) -> Int64 {
        keys.withUnsafeBufferPointer { bare_probe(store, discriminator, $0.baseAddress! + 16 * (index % count)) }
    }
}
