import ConcordTesting
import Testing

@testable import Concord

/// Listings against the slow model: before, while and after their shapes are built, with writes between the pages, by two
/// engines on one file.
@Suite struct ListingTests {
    private static let fields: [PersonField] =
        ["a", "b", "c"].map(PersonField.property) + [.lastInteraction, .id, .stage]
    private static let projects = [
        Project.defaultID: Project(),
        "bots": Project(stages: ["LIVE": ["chat:live"], "TEST": ["chat:test", "chat:live2"]]),
    ]

    private static func open(_ temporary: TemporaryStore, seed: UInt64) throws -> IdentityEngine {
        try temporary.open(seed: seed) {
            $0.policy = policy
            $0.registrationSlice = 5
            $0.maximumRequestedShapes = 3
        }
    }

    private static let policy: ResolutionPolicy = {
        var policy = ResolutionPolicy()
        policy.projects = projects
        return policy
    }()

    @Test(arguments: 0..<24 as Range<UInt64>)
    func everyPageIsTheModels(seed: UInt64) async throws {
        let temporary = try TemporaryStore()
        let engines = try [UInt64(1), 2].map { try Self.open(temporary, seed: $0) }
        var generator = SeededGenerator(seed: seed)
        for number in 0..<40 { try await Self.write(number, engines[0], using: &generator) }
        for step in 0..<40 {
            let engine = generator.pick(engines)
            let (name, project) = generator.pick(Self.projects.sorted { $0.key < $1.key })
            var query = try await Self.query(of: engine, using: &generator)
            // A few pages of one listing, with writes between them.
            for page in 0..<3 {
                let comment: Comment = "seed \(seed), step \(step), page \(page)"
                let model = try await ListingModel(of: engine, project: project)
                let found = try? await engine.persons(query, project: name)
                let expected = model.page(query)
                #expect(found?.persons.map(\.id) == expected?.ids, comment)
                #expect(found?.next == expected?.next, comment)
                guard let next = found?.next else { break }
                query.start = next
                if generator.once(in: 2) {
                    try await Self.write(generator.pick(0..<45), generator.pick(engines), using: &generator)
                }
            }
        }
        try await Self.checkKeys(of: engines[0], "seed \(seed)")
    }

    /// Every key in the store is that of a person's values, and none is missing.
    private static func checkKeys(of engine: IdentityEngine, _ comment: Comment) async throws {
        let model = try await ListingModel(of: engine, project: Project())
        let shapes = try await engine.store.read { $0.catalogue.shapes }
        for record in shapes {
            try await engine.store.build(record.shape, record.origin)
            #expect(try await ListingKeys.all(of: record.id, in: engine) == model.keys(of: record.shape), comment)
        }
        #expect(shapes.count <= 3, comment)
    }

    /// An account is made, changed or erased, and its person gets values of any type.
    private static func write(
        _ number: Int,
        _ engine: IdentityEngine,
        using generator: inout SeededGenerator
    ) async throws {
        let space = Space(vendor: "chat", scope: generator.pick(["live", "test", "live2", "none"]))
        let write = AccountWrite(space: space, match: .key("\(number)"), changes: [])
        let account = try await engine.upsert(write).account
        if generator.once(in: 8) { return try await engine.delete(.id(account.id)) }
        var properties: JSONObject = [:]
        for name in ["a", "b", "c"] where !generator.once(in: 4) { properties[name] = generator.value(depth: 1) }
        let record = PersonRecord(
            properties: JSONValue.object(properties).printed(),
            updatedAt: Int64(generator.pick(0..<20)) * 500
        )
        try await engine.store.queue.write { try $0.store(record, as: account.person) }
    }

    private static func query(
        of engine: IdentityEngine,
        using generator: inout SeededGenerator
    ) async throws -> PersonQuery {
        var query = PersonQuery(limit: generator.pick(1...8))
        for _ in 0..<generator.pick(0...2) {
            query.order.append(SortKey(generator.pick(fields), descending: generator.once(in: 2)))
        }
        while query.filters.count < 3, generator.once(in: 2) {
            let field = generator.pick(fields)
            let comparison = generator.once(in: 2) ? .equal : generator.pick(Filter.Operator.allCases)
            let mode = generator.once(in: 4) ? Filter.Mode.exclude : .include
            if let filter = try? Filter(mode, field, comparison, generator.value(depth: 1)) {
                query.filters.append(filter)
            }
        }
        if generator.once(in: 4) { query.stages = generator.once(in: 2) ? ["LIVE"] : ["TEST", "NONE", "TEST"] }
        if generator.once(in: 2) {
            query.start = try await ListingModel(of: engine, project: Project()).ids.randomElement(using: &generator)
        }
        return query
    }

    @Test func aShapeIsBuiltBehindTheFirstListingThatNeedsIt() async throws {
        let engine = try Self.open(TemporaryStore(), seed: 1)
        var generator = SeededGenerator(seed: 1)
        for number in 0..<20 { try await Self.write(number, engine, using: &generator) }
        let query = PersonQuery(order: [SortKey(.property("a"))])
        let shape = try #require(ListingShape(equality: nil, order: query.order))
        let first = try await engine.persons(query)
        await engine.finishUpkeep(within: .seconds(60))
        #expect(try await engine.store.read { $0.catalogue[shape]?.state } == .ready)
        #expect(try await engine.persons(query) == first)
    }

    @Test func listingsBringShapesUpToTheBoundAndDeclaredOnesDoNotCount() async throws {
        let engine = try Self.open(TemporaryStore(), seed: 1)
        _ = try await engine.upsert(AccountWrite(space: Space(vendor: "chat"), match: .key("1"), changes: []))
        try await engine.register(order: [SortKey(.lastInteraction)], filteredBy: "z")
        for name in ["a", "b", "c", "d", "e"] {
            _ = try await engine.persons(PersonQuery(order: [SortKey(.property(name))]))
            await engine.finishUpkeep(within: .seconds(60))
        }
        let shapes = try await engine.store.read { $0.catalogue.shapes }
        #expect(shapes.map(\.state) == [.ready, .ready, .ready, .ready])
        #expect(shapes.map(\.origin) == [.declared, .requested, .requested, .requested])
    }

    @Test func anotherProcessGoesOnWhereABuildStopped() async throws {
        let temporary = try TemporaryStore()
        let engine = try Self.open(temporary, seed: 1)
        var generator = SeededGenerator(seed: 7)
        for number in 0..<30 { try await Self.write(number, engine, using: &generator) }
        let shape = try #require(ListingShape(equality: "a", order: [SortKey(.property("b"))]))
        let isDone = try await engine.store.queue.write { transaction in
            let record = try #require(try transaction.register(shape, .requested))
            return try transaction.fillSlice(of: record)
        }
        #expect(!isDone)
        try engine.close()
        let other = try Self.open(temporary, seed: 2)
        _ = try await other.persons(
            PersonQuery(filters: [try Filter(.include, .property("a"), .equal, 1)], order: shape.order))
        await other.finishUpkeep(within: .seconds(60))
        try await Self.checkKeys(of: other, "after the other process")
    }

    @Test func aReadOnlyEngineBuildsNothing() async throws {
        let temporary = try TemporaryStore()
        try Self.open(temporary, seed: 1).close()
        let engine = try temporary.open { $0.isReadOnly = true }
        let page = try await engine.persons(PersonQuery(order: [SortKey(.property("a"))]))
        #expect(page.persons.isEmpty && page.next == nil)
        await engine.finishUpkeep(within: .seconds(60))
        #expect(try await engine.store.read { $0.catalogue.shapes.isEmpty })
    }

    @Test func aStartIsAnyIdThatLeadsToAPersonOfTheProject() async throws {
        let engine = try Self.open(TemporaryStore(), seed: 1)
        var ids: [PersonID] = []
        for key in ["1", "2", "3"] {
            let write = AccountWrite(space: Space(vendor: "chat", scope: "live"), match: .key(key), changes: [])
            ids.append(try await engine.upsert(write).account.person)
        }
        let outside = try await engine.upsert(
            AccountWrite(space: Space(vendor: "chat", scope: "none"), match: .key("1"), changes: [])
        )
        #expect(
            try await engine.persons(PersonQuery(start: ids[1]), project: "bots").persons.map(\.id) == Array(ids[1...]))
        try await engine.delete(.key("2", in: Space(vendor: "chat", scope: "live")))
        for id in [ids[1], outside.account.person, PersonID(ULID(high: 1, low: 1))] {
            let error = await concordError { _ = try await engine.persons(PersonQuery(start: id), project: "bots") }
            #expect(error?.code == .notFound && error?.field == "startId")
        }
        let error = await concordError { _ = try await engine.persons(PersonQuery(), project: "other") }
        #expect(error?.code == .notFound && error?.field == "project")
    }

    /// Two accounts of one e-mail are one person, whose other id still names a place.
    @Test func aStartThatJoinedAnotherPersonStandsForIt62() async throws {
        let engine = try TemporaryStore().open()
        let crm = engine.userCom(app: "shop")
        let first = try await crm.updateOrCreate(
            UserComUpdateOrCreate(userID: "1", attributes: ["email": "a@example.com"]))
        let second = try await engine.channel(id: "desk").upsertUser(
            memberID: "1", ChannelUpsertUser(profile: .value(["email": "a@example.com"])))
        let ids = try [first.account, #require(AccountID(second.user.id))].map { PersonID(of: $0) }
        for id in ids {
            let page = try await engine.persons(PersonQuery(start: id))
            #expect(page.persons.map(\.id) == [ids[0]])
        }
    }
}
