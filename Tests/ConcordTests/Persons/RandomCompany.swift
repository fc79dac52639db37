import ConcordTesting
import GRDB

@testable import Concord

/// A store to which one thing after another happens, as a seed says: writes, decisions, pins, erasures, new policies.
struct RandomCompany {
    var engine: IdentityEngine
    /// The ids of all accounts that there ever were, and so all ids that anybody was ever given.
    private(set) var ids: [AccountID] = []
    private var generator: SeededGenerator
    private var place = 0
    private let people: Int
    private let policies: [ResolutionPolicy]

    init(_ engine: IdentityEngine, seed: UInt64, people: Int = 5, policies: [ResolutionPolicy] = []) {
        self.engine = engine
        self.people = people
        self.policies = policies
        generator = SeededGenerator(seed: seed)
    }

    /// Writes only.
    mutating func write(_ count: Int) async throws {
        for _ in 0..<count { try await write() }
    }

    /// Does something, and says what.
    mutating func act() async throws -> String {
        if ids.count < 4 { return try await write() }
        switch Int.random(in: 0..<24, using: &generator) {
        case 0..<3: return try await join()
        case 3..<6: return try await separate()
        case 6..<8: return try await withdraw()
        case 8: return try await pin()
        case 9: return try await unpin()
        case 10..<12: return try await erase(.account(.id(generator.pick(ids))))
        case 12: return try await generator.once(in: 3) ? erase(reference()) : write()
        case 13 where !policies.isEmpty: return try await rebuild()
        default: return try await write()
        }
    }

    @discardableResult
    private mutating func write() async throws -> String {
        var write = History.write(at: place, people: people, using: &generator)
        place += 1
        if generator.once(in: 6), write.space.vendor == .botpress {
            write.changes.append(.set(.tags, "crmId", .string("c\(Int.random(in: 0..<people, using: &generator))")))
        }
        let outcome = try await engine.upsert(write)
        if outcome.created { ids.append(outcome.account.id) }
        return "write \(outcome.account.id) \(write.match) \(write.changes)"
    }

    private mutating func join() async throws -> String {
        let (left, right) = (reference(), reference())
        let answer = try await refusable { try await $0.join(left, right, Signature(by: "Eve")) }
        return "join \(left) \(right): \(answer)"
    }

    private mutating func separate() async throws -> String {
        let (left, right) = (reference(), reference())
        let answer = try await refusable { try await $0.separate(left, right) }
        return "separate \(left) \(right): \(answer)"
    }

    /// What a standing decision names, more often than what none does.
    private mutating func withdraw() async throws -> String {
        var (left, right) = (reference(), reference())
        let standing = try await engine.store.pool.read { database in
            try Int64.fetchAll(database, sql: "SELECT id FROM decision WHERE ended_at IS NULL").compactMap {
                try DecisionTable.record($0, Connection(database))?.decision
            }
        }
        if let decision = standing.randomElement(using: &generator), !generator.once(in: 5) {
            left = .person(PersonID(of: generator.pick(decision.left)))
            right = .person(PersonID(of: generator.pick(decision.right)))
        }
        let answer = try await refusable { try await $0.withdraw(left, right) }
        return "withdraw \(left) \(right): \(answer)"
    }

    private mutating func pin() async throws -> String {
        let (reference, value) = (reference(), Int64.random(in: 0..<9, using: &generator))
        let key = generator.pick(["user.name", "user.city"])
        let answer = try await refusable { try await $0.pin(reference, key, .string("pin \(value)")) }
        return "pin \(reference) \(key): \(answer)"
    }

    private mutating func unpin() async throws -> String {
        let (reference, key) = (reference(), generator.pick(["user.name", "user.city"]))
        let answer = try await refusable { try await $0.unpin(reference, key) }
        return "unpin \(reference) \(key): \(answer)"
    }

    private mutating func erase(_ reference: PersonReference) async throws -> String {
        let answer = try await refusable { try await $0.erase(reference).accounts }
        return "erase \(reference): \(answer)"
    }

    private mutating func rebuild() async throws -> String {
        let policy = generator.pick(policies)
        try await engine.rebuild(policy: policy)
        return "rebuild \(try policy.text())"
    }

    /// The living account that carries an account's id.
    func bearer(of id: AccountID) async throws -> AccountID? {
        try await engine.store.read { lookup in
            if try lookup.number(of: id) != nil { return id }
            guard case .account(let number)? = try CarriedIDTable.carrier(of: id.ulid, on: lookup.connection) else {
                return nil
            }
            return try lookup.account(number: number)?.id
        }
    }

    private mutating func reference() -> PersonReference {
        let id = generator.pick(ids)
        return generator.once(in: 2) ? .account(.id(id)) : .person(PersonID(of: id))
    }

    /// What the engine answers, or why it refuses; any other failure is the test's.
    private func refusable<Answer>(_ body: (IdentityEngine) async throws -> Answer) async throws -> String {
        do {
            return "\(try await body(engine))"
        } catch let error as ConcordError where [.notFound, .invalidDecision, .contradiction].contains(error.code) {
            return error.message
        }
    }
}
