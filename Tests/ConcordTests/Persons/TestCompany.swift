import ConcordTesting
import Testing

@testable import Concord

/// A company with a CRM, a live chat and a bot, whose requests come as the vendors send them.
struct TestCompany {
    let temporary: TemporaryStore
    let engine: IdentityEngine

    static let customers = Space(vendor: .userCom, scope: "app")
    static let members = Space(vendor: .channel, scope: "desk")
    static let chats = Space(vendor: .botpress, scope: "bot")

    init(seed: UInt64 = 1, _ change: (inout ResolutionPolicy) -> Void = { _ in }) throws {
        temporary = try TemporaryStore()
        var policy = ResolutionPolicy()
        change(&policy)
        engine = try temporary.open(seed: seed) { [policy] in
            $0.durability = .normal
            $0.busyTimeout = .milliseconds(50)
            $0.policy = policy
        }
    }

    /// A user of the CRM, by the company's customer id.
    @discardableResult
    func customer(_ key: String, _ attributes: JSONObject = [:]) async throws -> AccountID {
        var body = attributes
        body["user_id"] = .string(key)
        return try await send(body, to: engine.userCom(app: "app"))
    }

    /// A member of the live chat, by the same customer id.
    @discardableResult
    func member(_ key: String, _ profile: JSONObject = [:]) async throws -> AccountID {
        try await send(["memberId": .string(key), "profile": .object(profile)], to: engine.channel(id: "desk"))
    }

    /// A user of the bot; the tag `id` tells one from another.
    @discardableResult
    func chat(_ id: String, _ tags: JSONObject = [:], name: String? = nil) async throws -> AccountID {
        var body: JSONObject = ["discriminateByTags": ["id"]]
        var all = tags
        all["id"] = .string(id)
        body["tags"] = .object(all)
        body["name"] = name.map(JSONValue.string)
        return try await send(body, to: engine.botpress(bot: "bot"))
    }

    private func send(_ body: JSONObject, to users: some VendorUpserts) async throws -> AccountID {
        let answered = await users.upsert(lines: [JSONValue.object(body).printed()])
        return try answered[0].outcome.get().account.id
    }

    /// The persons, by what names their accounts: a customer's key, `m:` and a member's, a chat's id.
    func persons() async throws -> Set<Set<String>> {
        let accounts = try await engine.store.read(PersonsSnapshot.accounts)
        return Set(Dictionary(grouping: accounts, by: \.person).values.map { Set($0.map(Self.name)) })
    }

    static func name(of account: Account) -> String {
        switch account.space.vendor {
        case .channel: "m:\(account.key ?? "")"
        case .botpress: account.tags["id"] ?? ""
        default: account.key ?? account.tags["id"] ?? ""
        }
    }

    func reviews() async throws -> Set<ReviewItem.Subject> {
        Set(try await engine.reviews().map(\.item.subject))
    }

    func person(_ account: AccountID) async throws -> Person {
        try #require(try await engine.person(.account(.id(account)))?.living)
    }
}
