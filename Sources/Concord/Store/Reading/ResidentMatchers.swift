import Synchronization

/// The matchers that an engine keeps in memory, one a space, each made at its first use.
final class ResidentMatchers: Sendable {
    final class Resident: Sendable {
        let matcher: TagMatcher
        private let misses = Atomic(0)

        init(_ matcher: TagMatcher) { self.matcher = matcher }

        /// Catches up with every sixteenth miss: what was written meanwhile would be missed for ever.
        func countMiss() throws {
            if misses.wrappingAdd(1, ordering: .relaxed).newValue % 16 == 0 { try matcher.refreshIfFree() }
        }
    }

    private let residents = Mutex<[Space: Resident]>([:])

    /// The matcher of a space; whoever comes while it is made waits.
    func resident(of space: Space, make: () throws -> TagMatcher) throws -> Resident {
        try residents.withLock { residents in
            if let resident = residents[space] { return resident }
            let resident = Resident(try make())
            residents[space] = resident
            return resident
        }
    }
}
