import Concord
import Dispatch

/// Runs one kernel a number of times, for a counter of instructions: `Kernels NAME TIMES`. Without arguments, names them.
@main
struct Kernels {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 3, let times = Int(words[2]) else {
            print(kernels.map(\.name).joined(separator: "\n"))
            return
        }
        guard let kernel = kernels.first(where: { $0.name == words[1] }) else {
            throw ConcordError(.notFound, "No kernel has this name", remedy: "Run without arguments for the names")
        }
        // An asynchronous `main` ends its first thread, which valgrind 3.19 does not survive.
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await kernel.run(times) } catch { fatalError("\(error)") }
            isDone.signal()
        }
        isDone.wait()
    }

    private static let kernels: [(name: String, run: @Sendable (Int) async throws -> Void)] = [
        ("fingerprint", { try match($0, among: []) }),
        ("match-in-memory", { try match($0, among: people) }),
        ("parse-json", { try parse($0) }),
        ("match-in-store", { try await StoreKernel.match($0) }),
        ("unchanged-upsert", { try await StoreKernel.upsertUnchanged($0) }),
        ("changed-upsert", { try await StoreKernel.upsertChanged($0) }),
        ("create", { try await StoreKernel.create($0) }),
    ]

    private static let people = (0..<1_000).map(tags)

    static func tags(_ number: Int) -> Tags {
        ["email": "person\(number)@example.com", "plan": "plan-\(number % 10)", "region": "region-\(number % 7)"]
    }

    private struct Records: TagRecords {
        let tags: [Tags]

        func forEach(_ body: (Int64, Tags) throws -> Void) throws {
            for (index, tags) in tags.enumerated() { try body(Int64(index + 1), tags) }
        }
    }

    private static func match(_ times: Int, among tags: [Tags]) throws {
        let list = try TagMatcher(records: Records(tags: tags)).list(["email", "plan", "region"])
        let people = people
        var found = 0
        for index in 0..<times where list.match(people[index % people.count]) != nil { found += 1 }
        precondition(found == (tags.isEmpty ? 0 : times), "The kernel finds what is there")
    }

    private static func parse(_ times: Int) throws {
        let text = Array(
            #"{"name":"Ada Lovelace","tags":{"email":"ada@example.com"},"score":12,"list":[true,null]}"#.utf8)
        for _ in 0..<times { _ = try JSONValue(parsing: text) }
    }
}
