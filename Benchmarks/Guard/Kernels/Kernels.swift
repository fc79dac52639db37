import Concord
import ConcordTesting
import Foundation

/// Runs one kernel a number of times, for a counter of instructions: `Kernels NAME TIMES`. Without arguments, names them.
@main
struct Kernels {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 3, let times = Int(words[2]) else {
            print(kernels.map(\.name).joined(separator: "\n"))
            return
        }
        guard let kernel = kernels.first(where: { $0.name == words[1] }) else {
            throw ConcordError(.notFound, "No kernel has this name", remedy: "Run without arguments for the names")
        }
        try await kernel.run(times)
    }

    private static let kernels: [(name: String, run: @Sendable (Int) async throws -> Void)] = [
        ("fingerprint", { try match($0, among: []) }),
        ("match-in-memory", { try match($0, among: people) }),
        ("match-in-store", { try await matchInStore($0) }),
        ("unchanged-upsert", { try await upsert($0, isNew: false) }),
        ("create", { try await upsert($0, isNew: true) }),
        ("parse-json", { try parse($0) }),
    ]

    private static let space = Space(vendor: "botpress", scope: "bot")
    private static let people = (0..<1_000).map(tags)

    private static func tags(_ number: Int) -> Tags {
        ["email": "person\(number)@example.com", "plan": "plan-\(number % 10)", "region": "region-\(number % 7)"]
    }

    private static func write(_ number: Int) -> AccountWrite {
        AccountWrite(
            space: space,
            match: .tags(tags(number), discriminateBy: nil),
            changes: [.set(.profile, "name", "Ada"), .set(.properties, "city", "Rome")]
        )
    }

    private struct Records: TagRecords {
        let tags: [Tags]

        func forEach(_ body: (Int64, Tags) throws -> Void) throws {
            for (index, tags) in tags.enumerated() { try body(Int64(index + 1), tags) }
        }
    }

    private static func match(_ times: Int, among tags: [Tags]) throws {
        let list = try TagMatcher(records: Records(tags: tags)).list(["email", "plan", "region"])
        var found = 0
        for index in 0..<times where list.match(people[index % people.count]) != nil { found += 1 }
        precondition(found == (tags.isEmpty ? 0 : times), "The kernel finds what is there")
    }

    private static func filled() async throws -> IdentityEngine {
        let engine = try TemporaryStore().open { $0.durability = .normal }
        for result in await engine.upsert(batch: (0..<people.count).map(write)) { _ = try result.get() }
        return engine
    }

    private static func matchInStore(_ times: Int) async throws {
        let engine = try await filled()
        for index in 0..<times {
            let found = try await engine.match(tags: people[index % people.count], in: space)
            precondition(found != nil, "The kernel finds what is there")
        }
    }

    private static func upsert(_ times: Int, isNew: Bool) async throws {
        let engine = try await filled()
        if isNew {
            let writes = (0..<times).map { write(people.count + $0) }
            for result in await engine.upsert(batch: writes) { _ = try result.get() }
        } else {
            for index in 0..<times { _ = try await engine.upsert(write(index % people.count)) }
        }
    }

    private static func parse(_ times: Int) throws {
        let text = Array(
            #"{"name":"Ada Lovelace","tags":{"email":"ada@example.com"},"score":12,"list":[true,null]}"#.utf8)
        for _ in 0..<times { _ = try JSONValue(parsing: text) }
    }
}
