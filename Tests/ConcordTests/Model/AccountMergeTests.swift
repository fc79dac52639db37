import ConcordTesting
import Testing

@testable import Concord

@Suite struct AccountMergeTests {
    private func account(_ changes: [FieldChange] = []) -> Account {
        var generator = SeededGenerator(seed: 1)
        let time = Timestamp(milliseconds: 1_000)
        let id = AccountID(ULID(at: time, using: &generator))
        return Account(
            id: id,
            number: 1,
            space: Space(vendor: "shop"),
            key: "1",
            fields: AccountMerge.created(by: write(changes)),
            createdAt: time,
            updatedAt: time,
            version: 1,
            person: PersonID(of: id),
            hasCompanions: false
        )
    }

    private func write(_ changes: [FieldChange]) -> AccountWrite {
        AccountWrite(space: Space(vendor: "shop"), match: .key("1"), changes: changes)
    }

    private func merged(_ account: Account, _ changes: [FieldChange], at time: Int64 = 5_000) -> Account? {
        AccountMerge.merged(account, write(changes), at: Timestamp(milliseconds: time))
    }

    @Test func aSetReplacesAndNullRemoves() {
        let before = account([.set(.profile, "city", "Rome"), .set(.profile, "score", 1)])
        let after = merged(before, [.set(.profile, "city", "Milan"), .set(.profile, "score", .null)])
        #expect(after?.fields[.profile] == ["city": "Milan"])
        #expect(after?.version == 2)
        #expect(after?.updatedAt == Timestamp(milliseconds: 5_000))
    }

    @Test func whatChangesNothingIsNoWrite() {
        let before = account([.set(.profile, "city", "Rome"), .insert(.settings, "companies", "a")])
        #expect(merged(before, []) == nil)
        #expect(merged(before, [.set(.profile, "city", "Rome"), .set(.profile, "none", .null)]) == nil)
        #expect(merged(before, [.set(.profile, "city", "Milan"), .set(.profile, "city", "Rome")]) == nil)
        #expect(merged(before, [.insert(.settings, "companies", "a")]) == nil)
        #expect(merged(before, [.clear(.properties), .removeNewest(.settings, "none")]) == nil)
    }

    @Test func aWriteOnceCountsOnlyWhileTheFieldIsUnset() {
        let before = account([.set(.profile, "city", "Rome")])
        let after = merged(before, [.setOnce(.profile, "city", "Milan"), .setOnce(.profile, "utm", "google")])
        #expect(after?.fields[.profile] == ["city": "Rome", "utm": "google"])
        #expect(after?.fields.isSetOnce(.profile, "utm") == true)
        #expect(after?.fields.isSetOnce(.profile, "city") == false)
        #expect(merged(before, [.setOnce(.profile, "new", .null)]) == nil)
    }

    @Test func aFieldKeepsTheMarkOfItsWriteOnceUntilItIsRemoved() {
        let before = account([.setOnce(.profile, "utm", "google")])
        let set = merged(before, [.set(.profile, "utm", "bing")])
        #expect(set?.fields.isSetOnce(.profile, "utm") == true)
        let removed = set.flatMap { merged($0, [.set(.profile, "utm", .null)]) }
        #expect(removed?.fields.isSetOnce(.profile, "utm") == false)
    }

    @Test func aSetOfValuesKeepsEachOnceAndTheNewestLast() {
        var account = account([.insert(.settings, "companies", "a")])
        account = merged(account, [.insert(.settings, "companies", "b")]) ?? account
        #expect(account.fields[.settings, "companies"] == ["a", "b"])
        account = merged(account, [.insertNewest(.settings, "companies", "a")]) ?? account
        #expect(account.fields[.settings, "companies"] == ["b", "a"])
        account = merged(account, [.removeNewest(.settings, "companies")]) ?? account
        #expect(account.fields[.settings, "companies"] == ["b"])
        account = merged(account, [.removeNewest(.settings, "companies")]) ?? account
        #expect(account.fields[.settings, "companies"] == nil)
    }

    @Test func eachFieldHasTheTimeOfItsLastEffectiveWrite() {
        let before = account([.set(.profile, "city", "Rome"), .set(.profile, "name", "Ann")])
        let after = merged(before, [.set(.profile, "city", "Milan"), .set(.profile, "name", "Ann")])
        #expect(after?.time(of: "city", in: .profile) == Timestamp(milliseconds: 5_000))
        #expect(after?.time(of: "name", in: .profile) == Timestamp(milliseconds: 1_000))
    }

    @Test func aFieldThatAWriteGivesItsOldValueBackKeepsItsTime() {
        let before = account([.set(.profile, "city", "Rome")])
        let changes: [FieldChange] = [
            .set(.profile, "city", .null), .setOnce(.profile, "city", "Rome"), .set(.profile, "name", "Ann"),
        ]
        #expect(merged(before, changes)?.time(of: "city", in: .profile) == Timestamp(milliseconds: 1_000))
    }

    @Test func anOlderWriteNeverTurnsTheAccountsTimeBack() {
        let before = merged(account(), [.set(.profile, "city", "Rome")])!
        let after = merged(before, [.set(.profile, "city", "Milan")], at: 2_000)
        #expect(after?.updatedAt == Timestamp(milliseconds: 5_000))
        #expect(after?.time(of: "city", in: .profile) == Timestamp(milliseconds: 2_000))
    }

    /// Any write done twice in a row is done once: that is what lets a webhook be delivered twice.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func anyWriteIsIdempotent(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var account = account()
        for step in 0..<8 {
            let changes = (0..<3).map { _ in FieldChange.random(using: &generator) }
            account = merged(account, changes) ?? account
            // Two elements of one set may take turns at being the newest, a set may be replaced and then added to, and
            // removing the newest is no statement of a state. Every other write says what is to be, so that saying it
            // again changes nothing.
            guard changes.allSatisfy(\.statesAnOutcome) else { continue }
            #expect(merged(account, changes) == nil, "seed \(seed), step \(step): \(changes)")
        }
    }
}

extension FieldChange {
    fileprivate static func random(using generator: inout SeededGenerator) -> FieldChange {
        let (section, name) = (generator.pick([FieldSection.profile, .settings]), generator.pick(["a", "b"]))
        let value: JSONValue = generator.pick([.null, 1, 2, "x", [1, 2]])
        return switch Int.random(in: 0...5, using: &generator) {
        case 0, 1: .set(section, name, value)
        case 2: .setOnce(section, name, value)
        case 3: .insert(section, name, value)
        case 4: .removeNewest(section, name)
        default: .clear(section)
        }
    }

    fileprivate var statesAnOutcome: Bool {
        switch self {
        case .set, .setOnce, .clear: true
        case .insert, .insertNewest, .removeNewest: false
        }
    }
}
