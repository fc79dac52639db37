import Concord
import Foundation

/// Calls of an engine on a store of a thousand accounts, with what SQLite does for them.
enum StoreKernel {
    private static let space = Space(vendor: .botpress, scope: "kernels")
    private static let accounts = 1_000

    static func match(_ times: Int) async throws {
        try await withStore(for: times) { engine, writes in
            for write in writes {
                guard case .tags(let tags, _) = write.match else { continue }
                let found = try await engine.match(tags: tags, discriminateByTags: ["email"], in: space)
                precondition(found != nil, "The kernel finds what is there")
            }
        }
    }

    static func upsertUnchanged(_ times: Int) async throws {
        try await withStore(for: times) { engine, writes in
            for write in writes {
                let outcome = try await engine.upsert(write)
                precondition(!outcome.changed, "The kernel changes nothing")
            }
        }
    }

    static func upsertChanged(_ times: Int) async throws {
        try await withStore(for: times) { engine, writes in
            try await engine.apply(
                writes.enumerated().map { index, write in
                    var write = write
                    write.changes.append(.set(.properties, "score", .integer(Int64(1_000 + index))))
                    return write
                }
            )
        }
    }

    static func create(_ times: Int) async throws {
        try await withStore(for: times) { engine, _ in
            try await engine.apply((accounts..<accounts + times).map(write))
        }
    }

    /// Gives `body` an engine, and a write for each call that names one of its accounts and changes nothing.
    private static func withStore(
        for times: Int,
        _ body: (IdentityEngine, [AccountWrite]) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = try IdentityEngine(path: folder.appendingPathComponent("people.db").path)
        try await engine.register(discriminator: ["email"], in: space)
        let writes = (0..<accounts).map(write)
        try await engine.apply(writes)
        try await body(engine, (0..<times).map { writes[$0 % accounts] })
        try engine.close()
    }

    private static func write(_ number: Int) -> AccountWrite {
        AccountWrite(
            space: space,
            match: .tags(Kernels.tags(number), discriminateBy: ["email"]),
            changes: [
                .set(.profile, "name", .string("Person Number \(number)")), .set(.properties, "plan", "professional"),
                .set(.properties, "city", "Springfield"), .set(.properties, "score", .integer(Int64(number % 100))),
            ]
        )
    }
}

extension IdentityEngine {
    fileprivate func apply(_ writes: [AccountWrite]) async throws {
        for result in await upsert(batch: writes) { _ = try result.get() }
    }
}
