import ConcordTesting
import Testing

@testable import Concord

/// Writes at the edges of what types can hold.
@Suite struct ExtremeWriteTests {
    private static let space = Space(vendor: "shop")

    @Test(arguments: [.min, .max, -62_135_596_800_001, 253_402_300_800_000] as [Int64])
    func aTimeThatNoAnswerCanShowIsRefused(milliseconds: Int64) async throws {
        let engine = try TemporaryStore().open()
        var write = AccountWrite(space: Self.space, match: .key("1"), changes: [.set(.profile, "a", 1)])
        write.at = Timestamp(milliseconds: milliseconds)
        let refused = await Result.of { try await engine.upsert(write) }
        #expect(refused.code == .invalidWrite)
        #expect(engine.store.queue.catalogue.spaces.isEmpty)
    }

    @Test func theFirstAndTheLastTimeAreKept() async throws {
        let engine = try TemporaryStore().open()
        let times: [Int64] = [253_402_300_799_999, -62_135_596_800_000, 253_402_300_799_999]
        for (index, time) in times.enumerated() {
            let change = FieldChange.set(.profile, "f\(index)", 1)
            var write = AccountWrite(space: Self.space, match: .key("1"), changes: [change])
            write.at = Timestamp(milliseconds: time)
            let account = try await engine.upsert(write).account
            #expect(account.time(of: "f\(index)", in: .profile).milliseconds == time)
            #expect(account.updatedAt.iso8601 == "9999-12-31T23:59:59.999Z")
        }
        #expect(try await engine.check().isSound)
    }

    /// As many tags and names as a request of a megabyte holds.
    @Test func aRequestFullOfTagsIsAnsweredLikeAnyOther() async throws {
        let engine = try TemporaryStore().open()
        let names = (0..<35_000).map { "t\($0)" }
        let tags = names.map { #""\#($0)":"x""# }.joined(separator: ",")
        let list = names.map { #""\#($0)""# }.joined(separator: ",")
        let body = #"{"tags":{\#(tags)},"discriminateByTags":[\#(list)]}"#
        for created in [true, false] {
            let answer = await VendorDoor.botpress.upsert(body, on: engine)
            #expect(try AdapterReply(answer)["meta", "created"] == .bool(created))
        }
        #expect(try await engine.check().isSound)
    }
}
