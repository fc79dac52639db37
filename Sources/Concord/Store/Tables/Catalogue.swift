/// What an engine remembers of the small tables: the policy, the spaces, their discriminators, the listings' shapes.
///
/// A value: a write works on a copy that is published when its transaction has committed. `version` is the database's
/// count of changes; another number there means that another process has changed something.
struct Catalogue: Sendable {
    var version: Int64
    /// The policy's own version: one more each time that it is replaced.
    let policyVersion: Int64
    /// The policy, made ready for use.
    let rules: ResolvingRules
    private(set) var spaces: [Space: SpaceRecord] = [:]
    private(set) var names: [Int64: Space] = [:]
    private(set) var shapes: [ShapeRecord] = []
    /// The properties that the shapes' keys are made of.
    private(set) var shapedMembers = StoredMembers([])

    var policy: ResolutionPolicy { rules.policy }

    init(version: Int64, policyVersion: Int64, rules: ResolvingRules) {
        self.version = version
        self.policyVersion = policyVersion
        self.rules = rules
    }

    /// Adds a space or replaces what is known of it.
    mutating func record(_ record: SpaceRecord) {
        spaces[record.space] = record
        names[record.id] = record.space
    }

    mutating func record(_ discriminator: DiscriminatorRecord, in space: Space) {
        spaces[space] = spaces[space]?.recording(discriminator)
    }

    /// Adds a shape or replaces what is known of it.
    mutating func record(_ shape: ShapeRecord) {
        shapes.removeAll { $0.id == shape.id }
        shapes.append(shape)
        shapedMembers = StoredMembers(shapes.flatMap(\.shape.properties))
    }

    subscript(shape: ListingShape) -> ShapeRecord? { shapes.first { $0.shape == shape } }

    /// The discriminator with this id, and its space.
    func discriminator(_ id: Int64) -> (space: Space, record: DiscriminatorRecord)? {
        for (space, entry) in spaces {
            if let record = entry.discriminators.first(where: { $0.id == id }) { return (space, record) }
        }
        return nil
    }
}

/// A space as the database knows it.
///
/// An object, because each match takes one out of the catalogue, and to copy what it refers to would cost as much as to
/// make the fingerprint.
final class SpaceRecord: Sendable {
    let id: Int64
    let space: Space
    let options: SpaceOptions
    let discriminators: [DiscriminatorRecord]

    init(id: Int64, space: Space, options: SpaceOptions, discriminators: [DiscriminatorRecord] = []) {
        self.id = id
        self.space = space
        self.options = options
        self.discriminators = discriminators
    }

    subscript(discriminator: Discriminator) -> DiscriminatorRecord? {
        discriminators.first { $0.discriminator == discriminator }
    }

    /// Which of the discriminators a match of some tags looks at, where it is known under the very names that the match
    /// lists: most matches name a list in its own order, and then no discriminator has to be made.
    func known(matching tags: Tags, listed names: [String]?) -> Int? {
        if names == nil, tags.isEmpty || options.matching == .containment { return nil }
        return discriminators.indices.first { discriminators[$0].discriminator.lists(names) }
    }

    func discriminator(_ id: Int64) -> Discriminator? {
        discriminators.indices.first { discriminators[$0].id == id }.map { discriminators[$0].discriminator }
    }

    /// The same with one more discriminator, or with what is known of it replaced.
    func recording(_ record: DiscriminatorRecord) -> SpaceRecord {
        let others = discriminators.filter { $0.id != record.id }
        return SpaceRecord(id: id, space: space, options: options, discriminators: others + [record])
    }
}

/// A registered discriminator.
struct DiscriminatorRecord: Sendable, Hashable {
    /// Why the discriminator exists.
    enum Origin: String, Sendable {
        /// The space matches by all tags.
        case rule
        /// The policy or the configuration names it; not counted against the bound.
        case declared
        /// A request named it.
        case requested
        /// One name of a list past the bound.
        case walk
    }

    let id: Int64
    let discriminator: Discriminator
    var origin: Origin
    var state: BuildState
}

/// A registered shape of listings.
struct ShapeRecord: Sendable, Hashable {
    /// Why the shape exists.
    enum Origin: String, Sendable {
        /// The embedding program named it; not counted against the bound.
        case declared
        /// A listing asked for it.
        case requested
    }

    let id: Int64
    let shape: ListingShape
    var origin: Origin
    var state: BuildState
}

/// Whether something that writes maintain has been filled in for the rows that were there before it.
enum BuildState: String, Sendable {
    case building, ready
}
