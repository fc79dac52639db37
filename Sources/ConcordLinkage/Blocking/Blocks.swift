/// The blocks of one rule: the profiles that share a key, block by block. Who shares it with nobody is in none.
struct Blocks: Sendable {
    /// The members of all blocks; those of a block ascending.
    private(set) var members: [UInt32] = []
    /// `members[starts[b]..<starts[b + 1]]` are the members of block `b`.
    private(set) var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }

    func range(_ block: Int) -> Range<Int> { Int(starts[block])..<Int(starts[block + 1]) }

    /// The block that the member at a position belongs to.
    func block(at position: Int) -> Int {
        var (low, high) = (0, count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= UInt32(position) { low = middle } else { high = middle }
        }
        return low
    }

    /// Appends the low halves of the words as one block.
    mutating func append(_ words: ArraySlice<UInt64>) {
        for word in words { members.append(UInt32(truncatingIfNeeded: word)) }
        starts.append(UInt32(members.count))
    }

    mutating func append(_ other: Blocks) {
        let offset = UInt32(members.count)
        members += other.members
        starts += other.starts.dropFirst().map { $0 + offset }
    }

    /// Runs of first members with about `size` pairs each; large blocks are cut, small ones put together.
    func pieces(ofPairs size: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var (start, pairs) = (0, 0)
        for block in 0..<count {
            let range = range(block)
            for position in range {
                pairs += range.upperBound - position - 1
                guard pairs >= size else { continue }
                pieces.append(start..<position + 1)
                (start, pairs) = (position + 1, 0)
            }
        }
        if start < members.count { pieces.append(start..<members.count) }
        return pieces
    }

    /// Calls `body` with the part of each block that lies in `positions` and with the end of the block.
    @inline(__always) func forEachPart(of positions: Range<Int>, _ body: (_ firsts: Range<Int>, _ end: Int) -> Void) {
        guard !positions.isEmpty else { return }
        var block = block(at: positions.lowerBound)
        var position = positions.lowerBound
        while position < positions.upperBound {
            let end = Int(starts[block + 1])
            body(position..<min(end, positions.upperBound), end)
            position = end
            block += 1
        }
    }
}
