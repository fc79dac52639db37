public import Concord

/// A random history of writes by three vendors about few people, who share values as people do: with each other, with
/// an office, with nobody in particular.
///
/// Every write names its time, so that permuting the writes of different accounts gives the same account states.
public struct History: Sendable {
    /// In the order in which they were made.
    public let writes: [AccountWrite]

    public init(seed: UInt64, count: Int, people: Int = 5) {
        var generator = SeededGenerator(seed: seed)
        writes = (0..<count).map { History.write(at: $0, people: people, using: &generator) }
    }

    /// The same writes in another order, in which each account's own keep theirs.
    public func permuted(seed: UInt64) -> [AccountWrite] {
        var generator = SeededGenerator(seed: seed)
        var queues = Dictionary(grouping: writes, by: History.name).sorted { $0.key < $1.key }.map { $0.value[...] }
        var permuted: [AccountWrite] = []
        while !queues.isEmpty {
            let place = Int.random(in: queues.indices, using: &generator)
            permuted.append(queues[place].removeFirst())
            if queues[place].isEmpty { queues.remove(at: place) }
        }
        return permuted
    }

    /// What names the account that a write is about, in every store.
    public static func name(of write: AccountWrite) -> String {
        switch write.match {
        case .key(let key): "\(write.space):\(key)"
        case .tags(let tags, _): "\(write.space):\(tags["id"] ?? "")"
        case .id, .none: "\(write.space)"
        }
    }

    /// What names an account, as ``name(of:)-(AccountWrite)``.
    public static func name(of account: Account) -> String {
        "\(account.space):\(account.key ?? account.tags["id"] ?? "")"
    }

    /// One write such as a history has, of the time that its place gives.
    public static func write(at place: Int, people: Int, using generator: inout SeededGenerator) -> AccountWrite {
        let person = Int.random(in: 0..<people, using: &generator)
        let vendor = ["usercom", "channel", "botpress"].randomElement(using: &generator) ?? "usercom"
        let scope = ["one", "one", "two"].randomElement(using: &generator) ?? "one"
        let time = Timestamp(milliseconds: SteppingClock.start.milliseconds + Int64(place / 2) * 1_000)
        let changes = (0...Int.random(in: 0...2, using: &generator)).map { _ in
            change(vendor, person: person, using: &generator)
        }
        let key = Int.random(in: 0..<8, using: &generator) == 0 ? "x\(person)" : "c\(person)"
        return AccountWrite(
            space: Space(vendor: Vendor(rawValue: vendor), scope: scope),
            match: vendor == "botpress" ? .tags(["id": key], discriminateBy: ["id"]) : .key(key),
            changes: changes,
            at: time
        )
    }

    private static func change(_ vendor: String, person: Int, using generator: inout SeededGenerator) -> FieldChange {
        let other = Int.random(in: 0..<12, using: &generator)
        let owner = other < 8 ? person : other
        let email: JSONValue =
            [
                .string("P\(owner)@example.com"), .string("p\(owner)@example.com "), "office@example.com",
                "test@test.com", "noreply@example.com", "not an address", .null,
            ].randomElement(using: &generator) ?? .null
        let phone: JSONValue =
            [.string("+1202555010\(owner % 10)"), "+12025550199", "0000000", .null]
            .randomElement(using: &generator) ?? .null
        let name: JSONValue =
            [.string("Ann Lee\(person)"), "Jo Doe", "Jo Doe", .null]
            .randomElement(using: &generator) ?? .null
        let kind = Int.random(in: 0..<4, using: &generator)
        switch (vendor, kind) {
        case ("usercom", 0): return .set(.profile, "email", email)
        case ("usercom", 1): return .set(.profile, "phone_number", phone)
        case ("usercom", 2): return .set(.profile, "first_name", name)
        case ("channel", 0): return .set(.profile, "email", email)
        case ("channel", 1): return .set(.profile, "mobileNumber", phone)
        case ("channel", 2): return .set(.profile, "name", name)
        case ("botpress", 0): return .set(.tags, "email", email)
        case ("botpress", 1): return .set(.tags, "whatsapp:phone", phone)
        case ("botpress", 2): return .set(.profile, "name", name)
        default: return .set(.profile, "city", ["Rome", "Oslo", .null].randomElement(using: &generator) ?? .null)
        }
    }
}
