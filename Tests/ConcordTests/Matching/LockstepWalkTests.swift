import ConcordTesting
import Testing

@testable import Concord

@Suite struct LockstepWalkTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func findsTheSmallestSharedNumbers(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let lists = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            let density = generator.pick([2, 3, 10])
            return (Int64(1)...60).filter { _ in generator.once(in: density) }
        }
        let shared = (Int64(1)...60).filter { number in lists.allSatisfy { $0.contains(number) } }
        for limit in 1...3 {
            let found = LockstepWalk.shared(lists: lists.count, limit: limit) { list, from in
                lists[list].first { $0 >= from }
            }
            #expect(found == Array(shared.prefix(limit)), "seed \(seed), limit \(limit)")
        }
    }

    /// The work is the shortest list's, however long the others are.
    @Test func seeksNoMoreThanTheShortestListAllows() {
        let short: [Int64] = [500_000, 1_000_000]
        var seeks = 0
        let found = LockstepWalk.shared(lists: 3, limit: 2) { list, from -> Int64? in
            seeks += 1
            return list == 1 ? short.first { $0 >= from } : from + 1
        }
        #expect(found.isEmpty)
        #expect(seeks <= 3 * (short.count + 1))
    }
}
