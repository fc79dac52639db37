import Concord
import ConcordTesting
import Foundation

/// Stores of accounts with three tags and five properties each, as one chatbot would leave them.
///
/// A store takes a minute to make at a million accounts, and each row runs in a process of its own: so a store is kept in a folder
/// that `make bench` empties, and the rows that write get copies, which grow from row to row.
struct Fixture: Sendable {
    static let space = Space(vendor: "botpress", scope: "bot")
    /// How many accounts the rows work on, one after the other; `SIZE` is the last.
    static let sizes: [Int] = {
        let last = Int(ProcessInfo.processInfo.environment["SIZE"] ?? "") ?? 1_000_000
        return [10_000, 100_000, 1_000_000].filter { $0 < last } + [last]
    }()
    /// Which of the copies of a store.
    enum Use: String { case reading, engine, bare }

    private static let folder = FileManager.default.temporaryDirectory.appendingPathComponent("concord-benchmarks")

    let size: Int
    let path: String
    let engine: IdentityEngine

    init(_ size: Int, for use: Use, isResident: Bool = false) async throws {
        let original = try await Fixture.original(of: size)
        let url =
            use == .reading ? original : Fixture.folder.appendingPathComponent("people-\(size)-\(use.rawValue).db")
        if !FileManager.default.fileExists(atPath: url.path) {
            try FileManager.default.copyItem(at: original, to: url)
        }
        self.size = size
        path = url.path
        var configuration = StoreConfiguration()
        configuration.residentMatching = isResident
        engine = try IdentityEngine(path: path, configuration: configuration)
    }

    private static func original(of size: Int) async throws -> URL {
        let path = try await kept("people-\(size)") { path in
            var configuration = StoreConfiguration()
            configuration.durability = .normal
            let engine = try IdentityEngine(path: path, configuration: configuration)
            for names in [["email"], ["plan", "region"]] { try await engine.register(discriminator: names, in: space) }
            for start in stride(from: 0, to: size, by: 10_000) {
                let writes = (start..<min(start + 10_000, size)).map { write($0) }
                for result in await engine.upsert(batch: writes) { _ = try result.get() }
            }
            try engine.close()
        }
        return URL(fileURLWithPath: path)
    }

    /// The path of a store that is made once a run.
    static func kept(_ name: String, make: (String) async throws -> Void) async throws -> String {
        let url = folder.appendingPathComponent("\(name).db")
        if FileManager.default.fileExists(atPath: url.path) { return url.path }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let unfinished = folder.appendingPathComponent("unfinished-\(ProcessInfo.processInfo.processIdentifier).db")
        try await make(unfinished.path)
        try FileManager.default.moveItem(at: unfinished, to: url)
        return url.path
    }

    /// The e-mail is an account's own; of plans and regions there are ten each, so each value is a tenth of the users', and a region
    /// goes with two of the plans only.
    static func tags(_ number: Int) -> Tags {
        ["email": "person\(number)@example.com", "plan": "plan-\(number % 10)", "region": region(number)]
    }

    private static func region(_ number: Int) -> String { "region-\((number + number / 10 % 2) % 10)" }

    /// How many different plans and regions `absentTags` gives.
    static let absences = 10
    /// How many different plans and regions users have.
    static let subsets = 20

    /// A plan and a region that a tenth of the users have each, and nobody both.
    static func absentTags(_ number: Int) -> Tags {
        ["plan": "plan-\(number % 10)", "region": "region-\((number + 5) % 10)"]
    }

    static func write(_ number: Int, score: Int? = nil) -> AccountWrite {
        AccountWrite(
            space: space,
            match: .tags(tags(number), discriminateBy: nil),
            changes: [
                .set(.profile, "name", .string("Person Number \(number)")),
                .set(.properties, "plan", "professional"), .set(.properties, "locale", "en-GB"),
                .set(.properties, "city", "Springfield"), .set(.properties, "source", "newsletter"),
                .set(.properties, "score", .string("\(score ?? number % 100)")),
            ]
        )
    }

    /// A place among the accounts for each index, which jumps about them.
    func place(_ index: Int) -> Int { index &* 7_919 % size }
}
