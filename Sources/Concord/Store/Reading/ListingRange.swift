/// The places of a shape that begin with one of some prefixes, merged into the listing's order, each person once.
///
/// A prefix is a reading of an equality filter's value: the text "42" is also a number, and both have keys.
struct ListingRange {
    private var runs: [Run]
    private var last: ListingPlace?

    /// - Parameters:
    ///   - start: the place in the listing's order to begin at, without a prefix.
    ///   - batch: how many rows a statement reads.
    init(
        shape: Int64,
        prefixes: [OrderedKey],
        from start: ListingPlace?,
        batch: Int,
        on connection: Connection
    ) {
        let start = start ?? ListingPlace(key: OrderedKey(), id: PersonID(ULID(high: 0, low: 0)))
        runs = prefixes.map { Run(shape: shape, prefix: $0, start: start, batch: batch, connection: connection) }
    }

    /// The next person.
    mutating func next() throws -> PersonID? {
        while let place = try take() {
            // A person with several values that the filter finds is in several runs, at the same place of each.
            if place == last { continue }
            last = place
            return place.id
        }
        return nil
    }

    private mutating func take() throws -> ListingPlace? {
        var first: (run: Int, place: ListingPlace)?
        for index in runs.indices {
            guard let place = try runs[index].peek() else { continue }
            if first.map({ place < $0.place }) ?? true { first = (index, place) }
        }
        guard let first else { return nil }
        runs[first.run].drop()
        return first.place
    }
}

/// The rows of one prefix, read in batches.
private struct Run {
    private let shape: Int64
    private let prefix: OrderedKey
    private let batch: Int
    private let connection: Connection
    private var position: ListingPlace
    private var isIncluded = true
    private var isRead = false
    /// What is read and not yet taken, the next one last.
    private var buffer: [ListingPlace] = []

    init(shape: Int64, prefix: OrderedKey, start: ListingPlace, batch: Int, connection: Connection) {
        (self.shape, self.prefix, self.batch, self.connection) = (shape, prefix, batch, connection)
        position = ListingPlace(key: OrderedKey(bytes: prefix.bytes + start.key.bytes), id: start.id)
    }

    /// The next place in the listing's order.
    mutating func peek() throws -> ListingPlace? {
        if buffer.isEmpty, !isRead { try read() }
        return buffer.last
    }

    mutating func drop() { buffer.removeLast() }

    private mutating func read() throws {
        let rows = try ListingKeyTable.range(
            shape: shape,
            from: position,
            isIncluded: isIncluded,
            below: prefix.end,
            limit: batch,
            on: connection
        )
        isRead = rows.count < batch
        isIncluded = false
        if let last = rows.last { position = last }
        buffer = rows.reversed().map {
            ListingPlace(key: OrderedKey(bytes: Array($0.key.bytes.dropFirst(prefix.bytes.count))), id: $0.id)
        }
    }
}
