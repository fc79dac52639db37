import GRDB
import Synchronization

/// Group commit: what queued while the last commit ran is the next transaction, with who comes while that one runs.
///
/// A lone write is committed at once, and under load a group grows to what the disk's flush makes wait. Each step is done
/// wholly or not at all and is answered after the commit, so that one bad write harms no other.
///
/// That takes a savepoint for each step, in which SQLite copies every page before the step's first change of it: a tenth
/// of what a step costs. Steps that fail after they have written are rare, so a group is tried without, and rolled back
/// and run again with savepoints when it has one.
final class WriteQueue: Sendable {
    private let pool: DatabasePool
    private let context: WriteContext
    private let remembered: Mutex<Catalogue>
    private let rememberedVersion: Atomic<Int64>
    private let state = Mutex(State())
    /// The writer's; used on its queue alone.
    private let statements = StatementCache()

    private struct State {
        var members: [any QueuedWrites] = []
        var steps = 0
        var isDraining = false

        mutating func takeAll() -> [any QueuedWrites] {
            defer { (members, steps) = ([], 0) }
            return members
        }
    }

    init(pool: DatabasePool, context: WriteContext, catalogue: Catalogue) {
        self.pool = pool
        self.context = context
        remembered = Mutex(catalogue)
        rememberedVersion = Atomic(catalogue.version)
    }

    /// The catalogue as of the last commit or refresh.
    var catalogue: Catalogue { remembered.withLock { $0 } }
    /// The version of ``catalogue``, for who has a copy already.
    var catalogueVersion: Int64 { rememberedVersion.load(ordering: .acquiring) }

    /// What the catalogue's policy is composed of.
    var vendors: [VendorRules] { context.configuration.vendors }

    /// How many steps wait for the next transaction.
    var waitingSteps: Int { state.withLock { $0.steps } }

    /// Takes a catalogue that was read elsewhere, unless a newer one is here already.
    func remember(_ catalogue: Catalogue) {
        remembered.withLock { newest in
            guard catalogue.version > newest.version else { return }
            newest = catalogue
            rememberedVersion.store(catalogue.version, ordering: .releasing)
        }
    }

    /// Runs one step in the next group and gives its result once that is committed.
    ///
    /// - Throws: the step's error, or a ``ConcordError`` of the commit.
    func write<Output: Sendable>(
        _ body: @escaping @Sendable (inout WriteTransaction) throws -> Output
    ) async throws -> Output {
        let results = try await write([()], until: { _ in false }, { _, transaction in try body(&transaction) })
        return try results[0].get()
    }

    /// Runs one step for each input, in order, all in the same group.
    ///
    /// - Parameter isLast: whether the steps after one with this output are left out.
    /// - Returns: each step's result in the order of the inputs; fewer where steps were left out.
    /// - Throws: ``ConcordError`` `busy` when the queue is full.
    func write<Input: Sendable, Output: Sendable>(
        _ inputs: [Input],
        until isLast: @escaping @Sendable (Output) -> Bool,
        _ body: @escaping @Sendable (Input, inout WriteTransaction) throws -> Output
    ) async throws -> [Result<Output, any Error>] {
        let limit = context.configuration.maximumQueuedWrites
        return try await withCheckedThrowingContinuation { continuation in
            let member = Steps(inputs: inputs, isLast: isLast, body: body, continuation: continuation)
            let isFirst: Bool? = state.withLock { state in
                // A queue that is empty takes any number of steps: else a large batch could never be written.
                guard state.steps == 0 || state.steps + inputs.count <= limit else { return nil }
                state.members.append(member)
                state.steps += inputs.count
                defer { state.isDraining = true }
                return !state.isDraining
            }
            switch isFirst {
            case true?: startDraining()
            case false?: break
            case nil: continuation.resume(throwing: WriteQueue.full)
            }
        }
    }

    private static let full = ConcordError(
        .busy,
        "Too many writes are waiting",
        remedy: "Try again in a moment, or write from fewer places"
    )

    /// How many steps a group has before others wait for the next one: some ten milliseconds of them.
    private static let fullGroup = 256

    private static let begin = SQLText("BEGIN IMMEDIATE")
    private static let end = SQLText("COMMIT")
    private static let abandon = SQLText("ROLLBACK")

    /// Waits for the writes under way, and lets the connection close.
    func close() {
        pool.writeWithoutTransaction { _ in statements.removeAll() }
    }

    private func startDraining() {
        pool.asyncWriteWithoutTransaction { [self] database in
            while let group = takeGroup() { commit(group, in: database) }
        }
    }

    private func takeGroup() -> [any QueuedWrites]? {
        state.withLock { state in
            state.isDraining = !state.members.isEmpty
            return state.isDraining ? state.takeAll() : nil
        }
    }

    /// Who has come while a group ran, and joins it.
    ///
    /// Callers that have an answer mostly write again at once, one after the other. Were only the first back in the next
    /// group, the others would wait for its flush and for their own.
    private func takeLate(to group: [any QueuedWrites]) -> [any QueuedWrites] {
        let steps = group.reduce(0) { $0 + $1.count }
        return steps < WriteQueue.fullGroup ? state.withLock { $0.takeAll() } : []
    }

    /// - Parameter isOpen: whether others may join the group while it runs.
    private func commit(_ first: [any QueuedWrites], in database: Database, isOpen: Bool = true) {
        var group = first
        do {
            do {
                try transact(&group, in: database, hasSavepoints: false, isOpen)
            } catch is AbandonedTransaction {
                try transact(&group, in: database, hasSavepoints: true, isOpen)
            }
            for member in group { member.finish() }
        } catch AbandonedTransaction.lost(let cause) where group.count == 1 {
            group[0].fail(StoreErrors.translated(cause))
        } catch is AbandonedTransaction {
            for member in group { commit([member], in: database, isOpen: false) }
        } catch {
            for member in group { member.fail(StoreErrors.translated(error)) }
        }
    }

    private func transact(
        _ group: inout [any QueuedWrites],
        in database: Database,
        hasSavepoints: Bool,
        _ isOpen: Bool
    ) throws {
        let connection = Connection(database, statements)
        try PreparedStatement.run(WriteQueue.begin, on: connection)
        do {
            var transaction = try WriteTransaction(
                database, connection, context, remembered: catalogue, hasSavepoints: hasSavepoints)
            var next = 0
            while next < group.count {
                try group[next].run(in: &transaction)
                next += 1
                if isOpen, next == group.count { group += takeLate(to: group) }
            }
            try PreparedStatement.run(WriteQueue.end, on: connection)
            remember(transaction.catalogue)
        } catch {
            if database.isInsideTransaction { try? PreparedStatement.run(WriteQueue.abandon, on: connection) }
            throw error
        }
    }
}
