/// Streams the pairs of all blocks, each pair once, in batches and over several threads.
///
/// A pair belongs to the first rule that brings it together, which two rows of the key table tell: no set of pairs is kept.
struct PairStream: Sendable {
    let index: BlockIndex
    let threads: Int
    /// Of so many pairs about one is taken, the same ones on every run and machine; 1 takes all.
    var every: UInt64 = 1

    static let batch = 512
    /// About this many pairs make a piece of work.
    private static let piece = 200_000

    /// Folds the batches of every piece into a result of its own; the results of each rule come in the order of its pieces.
    ///
    /// - Parameter begin: told each rule when its turn comes.
    func fold<Result: Sendable>(
        _ make: @Sendable () -> Result,
        begin: (Int) -> Void = { _ in },
        _ body: @Sendable (inout Result, [ProfilePair]) -> Void
    ) -> [[Result]] {
        var results: [[Result]] = []
        // As many rules at a time as there are threads to sort their blocks.
        for start in stride(from: 0, to: index.rules.count, by: max(1, threads)) {
            let rules = start..<min(start + max(1, threads), index.rules.count)
            begin(start)
            let blocks = Parallel.map(rules.count, threads: threads) { offset -> ([UInt64], [Range<Int>]) in
                let entries = index.entries(of: start + offset)
                return (entries, Self.pieces(entries))
            }
            for (rule, (entries, pieces)) in zip(rules, blocks) {
                results.append(
                    Parallel.map(pieces.count, threads: threads) { piece in
                        var result = make()
                        emit(entries, pieces[piece], rule: rule) { body(&result, $0) }
                        return result
                    }
                )
            }
        }
        return results
    }

    /// Cuts the entries into runs of first members with about equally many pairs.
    private static func pieces(_ entries: [UInt64]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var (start, pairs, blockEnd) = (0, 0, 0)
        for position in entries.indices {
            if position >= blockEnd { blockEnd = end(of: position, entries) }
            pairs += blockEnd - position - 1
            if pairs >= piece {
                pieces.append(start..<position + 1)
                (start, pairs) = (position + 1, 0)
            }
        }
        if start < entries.count { pieces.append(start..<entries.count) }
        return pieces
    }

    private static func end(of position: Int, _ entries: [UInt64]) -> Int {
        let key = entries[position] >> 32
        var end = position + 1
        while end < entries.count, entries[end] >> 32 == key { end += 1 }
        return end
    }

    /// The new pairs whose first member is in `piece`, in batches.
    private func emit(_ entries: [UInt64], _ piece: Range<Int>, rule: Int, _ body: ([ProfilePair]) -> Void) {
        var batch: [ProfilePair] = []
        batch.reserveCapacity(Self.batch)
        let earlier = BlockIndex.mask(below: rule)
        var blockEnd = 0
        index.keys.withUnsafeBufferPointer { keys in
            for first in piece {
                if first >= blockEnd { blockEnd = Self.end(of: first, entries) }
                let a = UInt32(truncatingIfNeeded: entries[first])
                let keysOfA = keys[Int(a)]
                for second in (first + 1)..<max(blockEnd, first + 1) {
                    let b = UInt32(truncatingIfNeeded: entries[second])
                    guard every == 1 || Hashing.mix(UInt64(a) << 32 | UInt64(b)) % every == 0 else { continue }
                    if BlockIndex.isTogether(keysOfA, keys[Int(b)], rules: earlier) { continue }
                    batch.append(ProfilePair(a: a, b: b))
                    if batch.count == Self.batch {
                        body(batch)
                        batch.removeAll(keepingCapacity: true)
                    }
                }
            }
        }
        if !batch.isEmpty { body(batch) }
    }
}
