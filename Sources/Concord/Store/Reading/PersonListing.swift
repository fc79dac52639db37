/// Answering one query on one snapshot.
///
/// A shape that is ready makes the page a range of its keys. The order of the ids needs no shape. Everything else reads
/// all persons and keeps the first few.
struct PersonListing {
    private let lookup: AccountLookup
    private let query: PersonQuery
    private let order: [SortKey]
    private let reader: PersonReader
    private let membership: ProjectMembership
    /// The filters that look at a person's own row, which cost least, and those that look at its accounts.
    private let plainFilters: [Filter]
    private let stageFilters: [Filter]

    private var connection: Connection { lookup.connection }
    private var catalogue: Catalogue { lookup.catalogue }

    /// How many persons a range looks at in vain before reading all of them is the better way.
    private static let patience = 20_000

    /// - Throws: ``ConcordError`` `notFound` for a project that the policy does not have.
    init(_ query: PersonQuery, project: String, on lookup: AccountLookup) throws {
        guard let project = lookup.catalogue.policy.project(project) else {
            throw ConcordError(
                .notFound,
                "There is no such project",
                remedy: "Name one of the policy's projects, or \(Project.defaultID)",
                field: "project"
            )
        }
        self.lookup = lookup
        self.query = query
        order = query.decidingOrder
        plainFilters = query.filters.filter { $0.field != .stage }
        stageFilters = query.filters.filter { $0.field == .stage }
        reader = PersonReader(connection: lookup.connection, members: StoredMembers(query.properties))
        membership = ProjectMembership(project, query, spaces: lookup.catalogue.names)
    }

    /// The page.
    ///
    /// - Throws: ``ConcordError`` `notFound` for a start that no person of the project holds.
    func page() throws -> PersonPage {
        let start = try query.start.map(place(of:))
        var ids = try ids(from: start)
        let next = ids.count > query.limit ? ids.removeLast() : nil
        return PersonPage(persons: try ids.compactMap(reader.item), next: next)
    }

    /// The shape that would make the page a range, when none is ready that does; `nil` also when there are as many shapes
    /// as listings may bring.
    func missingShape(bound: Int) -> ListingShape? {
        let shapes = query.shapes.map(\.shape)
        let narrow = shapes.filter { $0.equality != nil }
        let wanted = narrow.isEmpty ? shapes : narrow
        guard let best = wanted.first, !wanted.contains(where: { catalogue[$0]?.state == .ready }) else { return nil }
        let mayAdd = catalogue.shapes.count { $0.origin == .requested } < bound
        return mayAdd || catalogue[best] != nil ? best : nil
    }

    /// One person more than the page has, where there are as many.
    private func ids(from start: ListingPlace?) throws -> [PersonID] {
        for (shape, prefixes) in query.shapes {
            guard let record = catalogue[shape], record.state == .ready else { continue }
            if let ids = try range(record, prefixes, from: start) { return ids }
        }
        return try order.isEmpty ? walk(from: start?.id) : scan(from: start)
    }

    private func range(
        _ record: ShapeRecord,
        _ prefixes: [OrderedKey],
        from start: ListingPlace?
    ) throws -> [PersonID]? {
        // The shape has seen to its own filter.
        let isProven = membership.isTrivial && query.filters.count == (record.shape.equality == nil ? 0 : 1)
        var range = ListingRange(
            shape: record.id,
            prefixes: prefixes,
            from: start,
            batch: query.limit + 1,
            on: connection
        )
        var ids: [PersonID] = []
        var seen = 0
        while ids.count <= query.limit, let id = try range.next() {
            seen += 1
            if try isProven || reader.person(id).map(isListed) ?? false { ids.append(id) }
            if seen - ids.count > PersonListing.patience { return nil }
        }
        return ids
    }

    private func walk(from start: PersonID?) throws -> [PersonID] {
        var ids: [PersonID] = []
        try reader.walk(from: start) { person in
            if try isListed(person) { ids.append(person.id) }
            return ids.count <= query.limit
        }
        return ids
    }

    private func scan(from start: ListingPlace?) throws -> [PersonID] {
        var heap = PageHeap<ListingPlace>(capacity: query.limit + 1)
        let mayJudgeEarly = !order.contains { $0.field == .stage }
        try reader.walk(from: nil) { person in
            func place(of person: ListedPerson) -> ListingPlace? {
                let place = ListingPlace(key: person.orderedKey(order), id: person.id)
                return start.map { $0 <= place } ?? true && heap.takes(place) ? place : nil
            }
            // Most persons come behind those that are found already: nothing more is asked of them.
            if mayJudgeEarly, !isKept(person) || place(of: person) == nil { return true }
            if let person = try listed(person), let place = place(of: person) { heap.insert(place) }
            return true
        }
        return heap.sorted.map(\.id)
    }

    private func isListed(_ person: ListedPerson) throws -> Bool { try listed(person) != nil }

    /// The person with the stages that the query asks for; `nil` when it is not to be listed.
    private func listed(_ person: ListedPerson) throws -> ListedPerson? {
        guard isKept(person) else { return nil }
        if membership.isTrivial { return person }
        guard let stages = try membership.stages(of: person.id, on: connection) else { return nil }
        var person = person
        person.stages = stages
        return stageFilters.allSatisfy { $0.keeps(person) } ? person : nil
    }

    private func isKept(_ person: ListedPerson) -> Bool { plainFilters.allSatisfy { $0.keeps(person) } }

    /// Where a person is in the order, whether or not the filters keep it.
    private func place(of id: PersonID) throws -> ListingPlace {
        guard let holder = try lookup.person(carrying: id), var person = try reader.person(holder),
            let stages = try membership.project(of: person.id, on: connection)
        else {
            throw ConcordError(
                .notFound,
                "No person has this id",
                remedy: "Begin at a person of an earlier page, or leave the start out",
                field: "startId"
            )
        }
        person.stages = stages
        return ListingPlace(key: person.orderedKey(order), id: person.id)
    }
}
