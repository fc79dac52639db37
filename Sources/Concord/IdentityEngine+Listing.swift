extension IdentityEngine {
    /// A page of a project's persons.
    ///
    /// Cost: a page of a shape that is kept ready (an `=` filter on a property or none, and an order) is one range of an
    /// index, at any depth; so is the order of the ids. Any other listing reads all persons, about a second for a
    /// million, and its shape is then built in the background: the first few that are asked for, see
    /// ``StoreConfiguration/maximumRequestedShapes``. A read-only engine builds none.
    ///
    /// Pages are not one snapshot: a person whose values change between two pages may be listed twice or not at all.
    ///
    /// - Throws: ``ConcordError`` `notFound` for a project that the policy does not have, and for a start that no person
    ///   of the project holds.
    public func persons(_ query: PersonQuery, project: String = Project.defaultID) async throws -> PersonPage {
        precondition(query.limit > 0, "A page holds at least one person")
        return try await store.list(query, project: project)
    }

    /// Keeps listings ready that have this order and an `=` filter on this property, and returns when they are.
    ///
    /// Not counted against the bound. Safe to repeat, and to interrupt: whoever calls next goes on.
    ///
    /// - Parameters:
    ///   - order: at most four keys, none of them the stage.
    ///   - property: the flat key of the filter's property; `nil` for listings without such a filter.
    public func register(order: [SortKey], filteredBy property: String? = nil) async throws {
        guard let shape = ListingShape(equality: property, order: order.deciding) else { return }
        try await store.build(shape, .declared)
    }

    /// Waits until the engine has built what its listings asked for, or the time is over; what is built is kept.
    public func finishUpkeep(within duration: Duration) async {
        await store.finishShapes(within: duration)
    }
}
