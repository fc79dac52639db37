import ConcordTesting
import Testing

@testable import Concord

/// What no account may hold is refused before anything is written.
@Suite struct WriteValidationTests {
    private static let space = Space(vendor: "shop")

    private static func write(_ changes: FieldChange...) -> AccountWrite {
        AccountWrite(space: space, match: .key("1"), changes: changes)
    }

    private static func nested(_ levels: Int) -> JSONValue {
        (0..<levels).reduce(JSONValue.integer(1)) { value, _ in .array([value]) }
    }

    static let refused: [AccountWrite] = [
        AccountWrite(space: space, match: .key("")),
        AccountWrite(space: space, match: .key("a\u{0}b")),
        AccountWrite(space: Space(vendor: "", scope: "x"), match: .key("1")),
        AccountWrite(space: Space(vendor: "shop", scope: ""), match: .key("1")),
        AccountWrite(space: space, match: .tags(["": "x"], discriminateBy: nil)),
        write(.set(.tags, "a", 5)),
        write(.set(.tags, "a", "")),
        write(.set(.tags, "", "x")),
        write(.insert(.tags, "a", "x")),
        write(.set(.profile, "a", .double(.infinity))),
        write(.setOnce(.profile, "a", .array([.double(.nan)]))),
        write(.insertNewest(.settings, "a", nested(62))),
    ]

    @Test(arguments: refused)
    func isRefusedAndNothingIsWritten(write: AccountWrite) async throws {
        let engine = try TemporaryStore().open()
        let single = await Result.of { try await engine.upsert(write) }
        let batch = await engine.upsert(batch: [write])
        #expect(single.code == .invalidWrite)
        #expect(batch.map(\.code) == [.invalidWrite])
        #expect(engine.store.queue.catalogue.spaces.isEmpty)
    }

    @Test func theDeepestValueIsStoredAndReadBack() async throws {
        let engine = try TemporaryStore().open()
        _ = try await engine.upsert(Self.write(.insert(.settings, "deep", Self.nested(61))))
        let account = try await engine.account(.key("1", in: Self.space))
        #expect(account?.fields[.settings, "deep"] == .array([Self.nested(61)]))
    }

    @Test func anAccountGrowsToItsLimitAndNoFurther() async throws {
        let engine = try TemporaryStore().open()
        let half = JSONValue.string(String(repeating: "x", count: 600_000))
        _ = try await engine.upsert(Self.write(.set(.profile, "a", half)))
        let second = await Result.of { try await engine.upsert(Self.write(.set(.profile, "b", half))) }
        #expect(second.code == .tooLarge)
        #expect(try await engine.account(.key("1", in: Self.space))?.version == 1)
    }

    @Test func aNoteOfNULIsKeptAsItIs() async throws {
        let engine = try TemporaryStore().open()
        _ = try await engine.upsert(Self.write(.set(.profile, "note", "a\u{0}b")))
        #expect(try await engine.account(.key("1", in: Self.space))?.fields[.profile, "note"] == "a\u{0}b")
    }

    @Test func aUpdateOfNobodyIsRefusedAndMakesNoSpace() async throws {
        let engine = try TemporaryStore().open()
        let write = AccountWrite(space: Self.space, match: .key("1"), createsWhenMissing: false)
        let refused = await Result.of { try await engine.upsert(write) }
        #expect(refused.code == .notFound)
        #expect(engine.store.queue.catalogue.spaces.isEmpty)
    }

    @Test func aNumberIsNeverGivenAgain() async throws {
        let engine = try TemporaryStore().open()
        let first = try await engine.upsert(Self.write())
        try await engine.delete(.number(first.account.number))
        #expect(try await engine.account(.id(first.account.id)) == nil)
        let second = try await engine.upsert(Self.write())
        #expect(second.created && second.account.number == first.account.number + 1)
        let again = await Result.of { try await engine.delete(.id(first.account.id)) }
        #expect(again.code == .notFound)
    }
}
