/// A moment after which a caller no longer waits.
struct Deadline: Sendable {
    private let instant: ContinuousClock.Instant

    init(after duration: Duration) {
        instant = .now + duration
    }

    var hasPassed: Bool { instant <= .now }
}

extension Store {
    /// Fills in a discriminator slice by slice until it is ready.
    ///
    /// Every caller that waits for it fills in slices, each in a short transaction of its own, so that other writes go
    /// on between them; the work of all callers adds up, and none of it is lost when one gives up.
    ///
    /// - Throws: ``ConcordError`` `busy` at the deadline.
    func fill(_ discriminator: Int64, until deadline: Deadline) async throws {
        while try await !queue.write({ try $0.fillSlice(of: discriminator) }) {
            if deadline.hasPassed {
                throw ConcordError(
                    .busy,
                    "A list of discriminating tags is still being built",
                    remedy: "Try again in a moment; what is built is kept",
                    field: "discriminateByTags"
                )
            }
        }
    }

    /// Registers a declared discriminator and fills it in, however long that takes.
    func makeReady(_ discriminator: Discriminator, in space: Space) async throws {
        let id = try await queue.write { transaction in
            try transaction.register(discriminator, .declared, in: space)
            return transaction.catalogue.spaces[space]?[discriminator]?.id
        }
        guard let id else { return }
        while try await !queue.write({ try $0.fillSlice(of: id) }) {}
    }
}
