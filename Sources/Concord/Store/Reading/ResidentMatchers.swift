import Synchronization

/// The matchers that an engine keeps in memory, one a space, each made at its first use.
final class ResidentMatchers: Sendable {
    /// By the spaces' numbers.
    private let residents = Mutex<[Int64: ResidentMatcher]>([:])

    /// The matcher of a space; whoever comes while it is made waits.
    func resident(of space: Int64, make: () throws -> ResidentMatcher) throws -> ResidentMatcher {
        try residents.withLock { residents in
            if let resident = residents[space] { return resident }
            let resident = try make()
            residents[space] = resident
            return resident
        }
    }
}

/// A matcher that knows as of which commit it answers.
///
/// Any number of tasks ask while one catches up: who finds that it has begun or ended meanwhile drops the answer.
final class ResidentMatcher: Sendable {
    /// What a state of the store is known by.
    struct State: Equatable {
        let mark: CommitMark
        let catalogueVersion: Int64
    }

    private let matcher: TagMatcher
    /// Odd while the matcher catches up.
    private let turns = Atomic(0)
    private let count, checksum: Atomic<UInt64>
    private let catalogueVersion: Atomic<Int64>
    private let refusals = Atomic(0)
    private let catchingUp = Mutex(())

    /// - Parameter state: the store's from before the matcher was made.
    init(_ matcher: TagMatcher, _ state: State) {
        self.matcher = matcher
        count = Atomic(state.mark.count)
        checksum = Atomic(state.mark.checksum)
        catalogueVersion = Atomic(state.catalogueVersion)
    }

    /// What the accounts of a state say of a fingerprint; unknown when the matcher does not know that state.
    ///
    /// - Parameter state: the store's, read by the caller: the answer is as of that or as of later.
    func match(
        _ fingerprint: TagFingerprint,
        _ discriminator: Discriminator,
        asOf state: State
    ) throws -> MatchHint {
        let turn = turns.load(ordering: .acquiring)
        guard turn % 2 == 0, known == state else { return .unknown }
        let match = try matcher.list(discriminator).match(fingerprint)
        guard turns.load(ordering: .acquiring) == turn else { return .unknown }
        return match.map(MatchHint.account) ?? .nobody
    }

    private var known: State {
        State(
            mark: CommitMark(count: count.load(ordering: .acquiring), checksum: checksum.load(ordering: .acquiring)),
            catalogueVersion: catalogueVersion.load(ordering: .acquiring)
        )
    }

    /// Catches up at every sixteenth time that it could not answer, unless another thread does: else a writer at work
    /// would make each match read what it has written.
    ///
    /// - Parameter state: gives the store's state of now.
    func countRefusal(_ state: () throws -> State?) throws {
        guard refusals.wrappingAdd(1, ordering: .relaxed).newValue % 16 == 0 else { return }
        try catchingUp.withLockIfAvailable { _ in
            guard let state = try state() else { return }
            turns.wrappingAdd(1, ordering: .sequentiallyConsistent)
            defer { turns.wrappingAdd(1, ordering: .sequentiallyConsistent) }
            // A state that is never: what is half done answers nobody.
            catalogueVersion.store(-1, ordering: .releasing)
            try matcher.refresh()
            count.store(state.mark.count, ordering: .releasing)
            checksum.store(state.mark.checksum, ordering: .releasing)
            catalogueVersion.store(state.catalogueVersion, ordering: .releasing)
        }
    }
}
