/// A listing of a project's persons: which, in what order, from where, how many.
public struct PersonQuery: Sendable, Hashable {
    /// All of them hold for each person.
    public var filters: [Filter]
    /// Ties are broken by the ascending id; empty for that alone.
    public var order: [SortKey]
    /// The person whose place in the order the page begins at, itself included where the filters keep it.
    public var start: PersonID?
    /// The most persons of the page, at least 1.
    public var limit: Int
    /// Only persons of one of these stages; `nil` for all of the project's.
    public var stages: [String]?

    public init(
        filters: [Filter] = [],
        order: [SortKey] = [],
        start: PersonID? = nil,
        limit: Int = 50,
        stages: [String]? = nil
    ) {
        self.filters = filters
        self.order = order
        self.start = start
        self.limit = limit
        self.stages = stages
    }
}

/// A page of a listing.
public struct PersonPage: Sendable, Hashable {
    /// A person of a page.
    public struct Item: Sendable, Hashable {
        public let id: PersonID
        /// The time of the newest effective write of the person's accounts.
        public let lastInteraction: Timestamp
        /// The golden record, by its flat keys.
        public let properties: JSONObject
    }

    public let persons: [Item]
    /// Where the next page begins; `nil` on the last page.
    public let next: PersonID?
}

extension PersonQuery {
    /// The deciding keys of the order.
    var decidingOrder: [SortKey] { order.deciding }

    /// The properties that the filters and the order look at.
    var properties: [String] {
        (filters.map(\.field) + order.map(\.field)).compactMap { field in
            if case .property(let name) = field { name } else { nil }
        }
    }

    /// Whether a filter or the order looks at the stages of each person.
    var looksAtStages: Bool {
        stages != nil || filters.contains { $0.field == .stage } || order.contains { $0.field == .stage }
    }

    /// The shapes that would make the query a range, the best first, each with the ranges' beginnings.
    var shapes: [(shape: ListingShape, prefixes: [OrderedKey])] {
        let order = decidingOrder
        let narrow = filters.compactMap { filter -> (shape: ListingShape, prefixes: [OrderedKey])? in
            guard case .property(let name) = filter.field, let prefixes = filter.prefixes,
                let shape = ListingShape(equality: name, order: order)
            else { return nil }
            return (shape, prefixes)
        }
        guard let wide = ListingShape(equality: nil, order: order) else { return narrow }
        return narrow + [(wide, [OrderedKey()])]
    }
}

extension Filter {
    /// What the keys of the persons that the filter keeps begin with, in a shape of its field; `nil` where no shape helps.
    fileprivate var prefixes: [OrderedKey]? {
        guard mode == .include, comparison == .equal else { return nil }
        return value == .null ? [ListingShape.prefix(nil)] : readings.map { ListingShape.prefix($0) }
    }
}
