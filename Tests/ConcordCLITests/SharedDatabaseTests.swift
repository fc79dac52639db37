import Concord
import ConcordTesting
import Foundation
import Testing

/// Several processes, one file.
@Suite struct SharedDatabaseTests {
    @Test func twoProcessesThatMakeAndFillOneDatabaseLoseNothing() async throws {
        let store = try TemporaryStore()
        let arguments = ["apply", "--database", "people.db", "--vendor", "botpress"]
        let prefixes = ["left", "right"]
        let shared = Lines.botpress(500, prefix: "shared")
        let commands = try prefixes.map { prefix in
            let input = Lines.botpress(2_000, prefix: prefix) + shared
            return try Command.start(arguments, in: store, input: .text(input))
        }
        let results = try commands.map { try $0.finish() }
        for result in results {
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.lines.count == 2_500)
        }
        // Every shared request made its account in one of the processes and found it in the other.
        let created = results.flatMap(\.lines).count { $0.contains(#""created":true"#) }
        #expect(created == 4_500)
        let engine = try IdentityEngine(path: store.path)
        #expect(try await engine.accountCount(in: engine.botpress().space) == 4_500)
        try engine.close()
    }

    /// Looked up so often that the matcher answers from memory, before the other process writes and after.
    @Test func aMatcherInMemorySeesAtOnceWhatAnotherProcessWrites() async throws {
        let store = try TemporaryStore()
        var configuration = StoreConfiguration()
        configuration.residentMatching = true
        let engine = try IdentityEngine(path: store.path, configuration: configuration)
        let space = engine.botpress().space
        for round in 0..<5 {
            let tags: Tags = ["email": "p\(round)@example.com"]
            for _ in 0..<40 { #expect(try await engine.match(tags: tags, in: space) == nil) }
            let input = Lines.botpress("p\(round)@example.com") + "\n"
            let applying = ["apply", "--database", "people.db", "--vendor", "botpress"]
            let finished = try Command.run(applying, in: store, input: .text(input))
            #expect(finished.status == 0, "\(finished.errors)")
            for _ in 0..<40 {
                #expect(try await engine.match(tags: tags, in: space)?.number == Int64(round + 1))
            }
        }
        try engine.close()
    }
}
