import ConcordTesting
import Foundation
import Testing

@testable import Concord

/// Discriminators: how they come to be, how they are filled in, how many there may be.
@Suite struct RegistrationTests {
    private static let space = Space(vendor: "chat", scope: "bot")

    private static func write(_ tags: Tags, _ names: [String]? = nil) -> AccountWrite {
        AccountWrite(space: space, match: .tags(tags, discriminateBy: names))
    }

    private static func fill(_ engine: IdentityEngine, _ count: Int) async throws {
        let writes = (0..<count).map { write(["id": "\($0)", "mail": "m\($0 / 2)"]) }
        for result in await engine.upsert(batch: writes) { _ = try result.get() }
    }

    private static func record(_ engine: IdentityEngine, _ names: [String]) -> DiscriminatorRecord? {
        Discriminator(listing: names).flatMap { engine.store.queue.catalogue.spaces[space]?[$0] }
    }

    @Test func aSmallSpaceIsReadyWithTheWriteThatAsks() async throws {
        let engine = try TemporaryStore().open()
        try await Self.fill(engine, 20)
        let outcome = try await engine.upsert(Self.write(["mail": "m3"], ["mail"]))
        #expect(!outcome.created && outcome.isAmbiguous && outcome.account.tags["id"] == "6")
        #expect(Self.record(engine, ["mail"])?.state == .ready)
    }

    @Test func aLargeSpaceIsFilledInSlicesWhileTheCallerWaits() async throws {
        let engine = try TemporaryStore().open {
            $0.registrationSlice = 7
            $0.registrationDeadline = .seconds(600)
        }
        try await Self.fill(engine, 200)
        let outcome = try await engine.upsert(Self.write(["mail": "m99"], ["mail"]))
        #expect(!outcome.created && outcome.account.tags["id"] == "198")
    }

    @Test func whatIsBuiltAtTheDeadlineIsKept() async throws {
        let engine = try TemporaryStore().open {
            $0.registrationSlice = 10
            $0.registrationDeadline = .zero
        }
        try await Self.fill(engine, 100)
        var refusals = 0
        while true {
            let result = await Result.of { try await engine.upsert(Self.write(["mail": "m49"], ["mail"])) }
            guard result.code == .busy else {
                #expect(try result.get().account.tags["id"] == "98")
                break
            }
            refusals += 1
        }
        // Each call fills in one slice more than the call before has left.
        #expect((1...10).contains(refusals))
    }

    /// Writes of all kinds between the slices of a build end up in it as they are.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func writesWhileAListIsBuiltAreInIt(seed: UInt64) async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open {
            $0.registrationSlice = 3
            $0.registrationDeadline = .zero
        }
        try await Self.fill(engine, 60)
        var generator = SeededGenerator(seed: seed)
        let accounts = try await engine.accounts(in: Self.space, limit: 100)
        var isReady = false
        while !isReady {
            _ = await Result.of { try await engine.upsert(Self.write(["mail": "m1"], ["mail"])) }
            isReady = Self.record(engine, ["mail"])?.state == .ready
            let account = generator.pick(accounts)
            switch Int.random(in: 0...2, using: &generator) {
            case 0: try? await engine.delete(.id(account.id))
            case 1:
                let mail: JSONValue = generator.once(in: 2) ? .null : .string("m\(generator.pick(0..<9))")
                let write = AccountWrite(
                    space: Self.space,
                    match: .id(account.id),
                    changes: [.set(.tags, "mail", mail)]
                )
                _ = await Result.of { try await engine.upsert(write) }
            default: _ = try await engine.upsert(Self.write(["id": "new", "mail": "m\(generator.pick(0..<9))"]))
            }
        }
        try await Self.checkRows(of: ["mail"], in: engine, "seed \(seed)")
    }

    private static func checkRows(of names: [String], in engine: IdentityEngine, _ comment: Comment) async throws {
        let record = try #require(Self.record(engine, names))
        let rows = try await MatchKeys.all(in: engine).filter { $0.discriminator == record.id }
        let expected = try await engine.accounts(in: space, limit: 1_000).compactMap { account in
            TagFingerprint(of: account.tags, record.discriminator, key: engine.store.secret).map {
                MatchKeys.Row(discriminator: record.id, fingerprint: $0, account: account.number)
            }
        }
        #expect(rows == Set(expected), comment)
    }

    @Test func aSpaceTakesEightListsFromRequestsAndWalksBeyond() async throws {
        let engine = try TemporaryStore().open()
        let names = (0..<12).map { "t\($0)" }
        let tags = Tags(names.map { (name: $0, value: "x") })
        let first = try await engine.upsert(Self.write(tags))
        for end in 2...11 {
            let outcome = try await engine.upsert(Self.write(tags, Array(names[..<end])))
            #expect(outcome.account.id == first.account.id && !outcome.created, "\(end) names")
        }
        let origins = engine.store.queue.catalogue.spaces[Self.space]?.discriminators.map(\.origin) ?? []
        #expect(origins.count { $0 == .requested } == 8)
        #expect(origins.count { $0 == .walk } == 11)
    }

    @Test func namesWithoutEndAreRefusedWithTheRemedy() async throws {
        let engine = try TemporaryStore().open { $0.maximumRequestedDiscriminators = 0 }
        for number in 0..<50 { _ = try await engine.upsert(Self.write(["t\(number)": "x"], ["t\(number)"])) }
        let refused = await Result.of { try await engine.upsert(Self.write(["more": "x"], ["more"])) }
        #expect(refused.code == .discriminatorLimit)
        try await engine.register(discriminator: ["more"], in: Self.space)
        #expect(try await engine.upsert(Self.write(["more": "x"], ["more"])).created)
    }

    @Test func declaredListsAreThereFromTheStartAndDoNotCount() async throws {
        let temporary = try TemporaryStore()
        var options = SpaceOptions()
        options.discriminators = [["mail"], ["phone", "mail"]]
        let policy = ResolutionPolicy(spaces: ["chat": options])
        let engine = try temporary.open { $0.policy = policy }
        try await Self.fill(engine, 1)
        #expect(Self.record(engine, ["mail"])?.origin == .declared)
        #expect(Self.record(engine, ["mail", "phone"])?.state == .ready)
        _ = try await engine.upsert(Self.write(["id": "0"], ["id"]))
        #expect(Self.record(engine, ["id"])?.origin == .requested)
        try await engine.register(discriminator: ["id"], in: Self.space)
        #expect(Self.record(engine, ["id"])?.origin == .declared)
    }

    /// What is not ready is answered all the same, without a write.
    @Test func aMatchNeverRegistersAnything() async throws {
        let engine = try TemporaryStore().open()
        try await Self.fill(engine, 10)
        let found = try await engine.match(tags: ["mail": "m2"], discriminateByTags: ["mail"], in: Self.space)
        #expect(try found?.account().tags["id"] == "4")
        #expect(found?.isAmbiguous == true)
        #expect(Self.record(engine, ["mail"]) == nil)
        #expect(try await engine.match(tags: ["mail": "m2"], in: Space(vendor: "chat", scope: "none")) == nil)
    }
}
