/// Streams the pairs of all blocks, each pair once, in batches and over several threads.
///
/// A pair belongs to the first rule that brings it together, which two rows of the key table tell: no set of pairs is kept.
struct PairStream: Sendable {
    let index: BlockIndex
    let threads: Int

    static let batch = 2048
    /// About this many pairs make a piece of work.
    private static let piece = 200_000

    /// Folds the batches of every piece of every rule into a result of its own; the results come in the order of the pieces.
    func fold<Result: Sendable>(
        _ make: @Sendable () -> Result,
        _ body: @Sendable (inout Result, [ProfilePair]) -> Void
    ) -> [Result] {
        index.rules.indices.flatMap { fold(rule: $0, make, body) }
    }

    /// Folds the pairs that one rule brings and no earlier one.
    func fold<Result: Sendable>(
        rule: Int,
        _ make: @Sendable () -> Result,
        _ body: @Sendable (inout Result, [ProfilePair]) -> Void
    ) -> [Result] {
        let entries = index.entries(of: rule)
        let pieces = Self.pieces(entries)
        return Parallel.map(pieces.count, threads: threads) { piece in
            var result = make()
            emit(entries, pieces[piece], rule: rule) { body(&result, $0) }
            return result
        }
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
        let width = index.rules.count
        var blockEnd = 0
        index.keys.withUnsafeBufferPointer { keys in
            for first in piece {
                if first >= blockEnd { blockEnd = Self.end(of: first, entries) }
                let a = UInt32(truncatingIfNeeded: entries[first])
                for second in (first + 1)..<max(blockEnd, first + 1) {
                    let b = UInt32(truncatingIfNeeded: entries[second])
                    if BlockIndex.isEarlier(keys, Int(a), Int(b), rule: rule, width: width) { continue }
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
