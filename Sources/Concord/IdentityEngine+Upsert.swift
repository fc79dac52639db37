extension IdentityEngine {
    /// Finds the account that the write means, or makes it, and merges the write's fields into it.
    ///
    /// All of it or nothing: the write is validated first, matched and written in one immediate transaction, and
    /// answered after the commit. A write that changes nothing writes nothing: it is answered from a reader, in some
    /// microseconds. A write once begun goes through even if its task is cancelled.
    ///
    /// - Throws: ``ConcordError``: `invalidWrite` (with the field), `notFound` when nothing matches and the write creates
    ///   nothing, `ambiguousMatch` and `missingDiscriminator` where the space's options say so, `busy` when a list of
    ///   discriminating tags is still being built at the deadline, when the queue is full, or when another process
    ///   keeps the database; `diskFull`, `storage`.
    public func upsert(_ write: AccountWrite) async throws -> AccountOutcome {
        try write.validate()
        if let outcome = try store.unchanged(by: write) { return outcome }
        let deadline = Deadline(after: store.configuration.registrationDeadline)
        while true {
            switch try await store.queue.write({ try $0.upsert(write) }) {
            case .done(let outcome): return outcome
            case .missing: throw IdentityEngine.notFound
            case .waits(let discriminator): try await store.fill(discriminator, until: deadline)
            }
        }
    }

    /// Does many writes in few transactions, in their order.
    ///
    /// Each write succeeds or fails on its own. A full disk or a failed commit fails the writes of one transaction, of
    /// which nothing is stored.
    ///
    /// - Returns: an outcome or a ``ConcordError`` for each write, in the same order.
    public func upsert(batch writes: [AccountWrite]) async -> [Result<AccountOutcome, any Error>] {
        var results: [Result<AccountOutcome, any Error>] = []
        results.reserveCapacity(writes.count)
        while results.count < writes.count {
            let chunk = writes[results.count...].prefix(IdentityEngine.batchSize)
            results += await upsert(chunk: Array(chunk))
        }
        return results
    }

    /// How many writes of a batch share a transaction: enough to make a flush cheap, few enough to let others in.
    private static let batchSize = 1_000

    static let notFound = ConcordError(
        .notFound,
        "No account matches",
        remedy: "Check the key or id, or use a write that creates"
    )

    /// At least one result: the chunk's, up to and without a write that has to wait, or that write's own.
    private func upsert(chunk: [AccountWrite]) async -> [Result<AccountOutcome, any Error>] {
        do {
            let results = try await store.queue.write(chunk, until: \.isWaiting) { write, transaction in
                try write.validate()
                return try transaction.upsert(write)
            }
            guard case .success(.waits)? = results.last else { return results.map { $0.flatMap(\.outcome) } }
            let waiting = chunk[results.count - 1]
            var done = results.dropLast().map { $0.flatMap(\.outcome) }
            done.append(await Result.catching { try await self.upsert(waiting) })
            return done
        } catch {
            return chunk.map { _ in .failure(error) }
        }
    }
}

extension WriteResult {
    fileprivate var isWaiting: Bool {
        if case .waits = self { true } else { false }
    }

    fileprivate var outcome: Result<AccountOutcome, any Error> {
        switch self {
        case .done(let outcome): .success(outcome)
        case .missing: .failure(IdentityEngine.notFound)
        case .waits: preconditionFailure("A write that waits has no outcome yet")
        }
    }
}

extension Result where Failure == any Error {
    fileprivate static func catching(_ body: () async throws -> Success) async -> Result {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
