import ConcordTesting
import Foundation
import GRDB

@testable import Concord

/// A store with something of everything in it: keys, tags under several discriminators, times, marks, sets.
struct UpkeepStore {
    static let chat = Space(vendor: "chat", scope: "bot")
    static let shop = Space(vendor: "shop")

    let temporary: TemporaryStore
    let engine: IdentityEngine

    init(accounts: Int = 40, _ configure: (inout StoreConfiguration) -> Void = { _ in }) async throws {
        temporary = try TemporaryStore()
        engine = try temporary.open {
            $0.registrationDeadline = .seconds(600)
            configure(&$0)
        }
        for result in await engine.upsert(batch: (0..<accounts).flatMap(UpkeepStore.writes)) { _ = try result.get() }
        _ = try await engine.upsert(
            AccountWrite(space: Self.chat, match: .tags(["mail": "m1"], discriminateBy: ["mail"]))
        )
        try await engine.delete(.number(3))
    }

    static func writes(_ index: Int) -> [AccountWrite] {
        let tags: Tags = ["id": "\(index)", "mail": "m\(index / 2)"]
        return [
            AccountWrite(space: chat, match: .tags(tags, discriminateBy: nil), changes: [.set(.profile, "name", "é")]),
            AccountWrite(space: shop, match: .key("\(index)"), changes: [.setOnce(.profile, "source", "mail")]),
            AccountWrite(space: shop, match: .key("\(index)"), changes: [.insert(.settings, "labels", "vip")]),
        ]
    }

    /// Changes the database behind the engine's back, against every constraint.
    func damage(_ sql: String) async throws {
        try await engine.store.pool.writeWithoutTransaction { database in
            try database.execute(
                sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON"
            )
            try database.execute(sql: sql)
            try database.execute(
                sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF; PRAGMA writable_schema = OFF"
            )
        }
    }
}

extension CheckReport {
    /// The checks that found something, with their findings' codes.
    var found: [String: Set<CheckFinding.Code>] {
        let bad = checks.filter { $0.findings > 0 }
        return Dictionary(uniqueKeysWithValues: bad.map { ($0.name, Set($0.examples.map(\.code))) })
    }

    subscript(name: String) -> CheckResult? { checks.first { $0.name == name } }
}
