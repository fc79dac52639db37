import BareSQLite
import Concord

/// A store of persons, two shapes ready, open to the engine and to C at the same time.
///
/// `@unchecked Sendable` because the benchmarks run one after another.
final class ListingPair: @unchecked Sendable {
    static let pageSize = 50
    static let order = [SortKey(.property("user.lastName")), SortKey(.property("user.firstName"))]
    /// An order that no shape keeps; the engine builds none by itself.
    static let unshaped = [SortKey(.property("user.city"), descending: true), SortKey(.property("user.email"))]

    /// Numbers of the shapes, in the order of their registration.
    enum Shape: Int64 {
        case sorted = 1
        case filtered = 2
    }

    let engine: IdentityEngine
    private let bare: OpaquePointer

    init(_ size: Int) async throws {
        let path = try await Fixture.kept("persons-\(size)") { try await ListingPair.fill($0, size) }
        engine = try IdentityEngine(path: path, configuration: ListingPair.configuration)
        bare = bare_open(path, Int64(engine.configuration.cacheBytes), 0)
    }

    private static var configuration: StoreConfiguration {
        var configuration = StoreConfiguration()
        configuration.durability = .normal
        configuration.maximumRequestedShapes = 0
        return configuration
    }

    private static func fill(_ path: String, _ size: Int) async throws {
        let engine = try IdentityEngine(path: path, configuration: configuration)
        for start in stride(from: 0, to: size, by: 10_000) {
            let writes = (start..<min(start + 10_000, size)).map(write)
            for result in await engine.upsert(batch: writes) { _ = try result.get() }
        }
        try await engine.register(order: order)
        try await engine.register(order: order, filteredBy: "user.company")
        try engine.close()
    }

    deinit { bare_close(bare) }

    /// The place of a shape's row, counted from the first one.
    func place(_ shape: Shape, _ offset: Int) -> bare_place {
        var place = bare_place()
        bare_find_place(bare, shape.rawValue, Int64(offset), &place)
        return place
    }

    func barePage(_ shape: Shape, from place: inout bare_place) -> Int64 {
        bare_page(bare, shape.rawValue, &place, Int64(ListingPair.pageSize))
    }

    func bareScan() -> Int64 { bare_scan(bare) }

    static func company(_ number: Int) -> String { "Company \(number % 1_000)" }

    private static func write(_ number: Int) -> AccountWrite {
        // Scrambled, so that the order of the names is not that of the ids.
        let name = number &* 7_919 % 1_000_003
        return AccountWrite(
            space: Space(vendor: .userCom, scope: "bench"),
            match: .key("customer-\(number)"),
            changes: [
                .set(.profile, "first_name", .string("First\(name % 977)")),
                .set(.profile, "last_name", .string("Last\(name / 7)")),
                .set(.profile, "email", .string("person\(number)@example.com")),
                .insertNewest(.settings, "companies", .string(company(number))),
                .set(.profile, "city", .string("City \(name % 509)")), .set(.profile, "country", "Springland"),
                .set(.profile, "score", .integer(Int64(number % 100))),
                .set(.profile, "timezone", "Europe/Rome"), .set(.profile, "notifications", true),
            ]
        )
    }
}

extension bare_place {
    /// The person at the place.
    var person: PersonID {
        var copy = person_id
        let words = withUnsafeBytes(of: &copy) { bytes in
            [0, 8].map { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)) }
        }
        return PersonID(ULID(high: words[0], low: words[1]))
    }
}
