/// What a listing of users is asked for.
public struct MercuryListUsers: Sendable, Hashable {
    /// The vendor's page size.
    public static let defaultLimit = 50
    /// The most users of a page; a larger limit is this one (vendors.md 51).
    public static let maximumLimit = 1_000

    /// All of them hold for each user.
    public var filters: [Filter]
    /// Ties are broken by the ascending user id.
    public var sortBy: [SortKey]
    /// The user whose place the page begins at.
    public var startID: PersonID?
    public var limit: Int
    /// Only users of one of these stages; `nil` for all users of the project.
    public var stageIDs: [String]?

    public init(
        filters: [Filter] = [],
        sortBy: [SortKey] = [],
        startID: PersonID? = nil,
        limit: Int = MercuryListUsers.defaultLimit,
        stageIDs: [String]? = nil
    ) {
        self.filters = filters
        self.sortBy = sortBy
        self.startID = startID
        self.limit = limit
        self.stageIDs = stageIDs
    }

    /// The field that a name means: `userId`, `firstName`, `lastName`, `lastInteractionTime`, `stageId`, and a property by
    /// its full flat key; an unknown one is a property that nobody has (vendors.md 48).
    public static func field(_ name: String) -> PersonField {
        switch name {
        case "userId": .id
        case "firstName": .property("user.firstName")
        case "lastName": .property("user.lastName")
        case "lastInteractionTime": .lastInteraction
        case "stageId": .stage
        default: .property(name)
        }
    }

    var query: PersonQuery {
        PersonQuery(
            filters: filters,
            order: sortBy,
            start: startID,
            limit: min(max(limit, 1), MercuryListUsers.maximumLimit),
            stages: stageIDs
        )
    }
}
