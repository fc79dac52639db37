/// A run of blocks whose members' keys lie side by side, so that looking at a pair touches no far memory.
struct BlockRun {
    /// The members of the run's blocks.
    private(set) var members: [UInt32] = []
    /// For each block the members that come first in its new pairs, and where it ends.
    private var parts: [(firsts: Range<Int>, end: Int)] = []
    /// For each member its keys of the earlier rules. Where it has none, a number that nobody else has.
    private var keys: [SIMD4<UInt32>] = []
    private var width = 0

    /// So many members are read together, if blocks allow: their keys stay in the second-level cache.
    static let size = 1024

    mutating func removeAll() {
        members.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
    }

    /// Appends a block, or the part of one whose pairs begin with the first `firsts` of the members.
    mutating func append(_ block: ArraySlice<UInt32>, firsts: Int) {
        parts.append((members.count..<members.count + firsts, members.count + block.count))
        members.append(contentsOf: block)
    }

    /// Fetches the keys of the members for the rules before `rule`.
    mutating func load(_ rows: UnsafeBufferPointer<SIMD16<UInt32>>, below rule: Int) {
        width = (rule + 3) / 4
        guard width > 0 else { return }
        if keys.count < members.count * width { keys = Array(repeating: .zero, count: members.count * 4) }
        let others = (0..<width).map { chunk -> SIMDMask<SIMD4<Int32>> in
            let lanes = SIMD4<UInt32>(0, 1, 2, 3) &+ UInt32(chunk * 4)
            return lanes .>= UInt32(rule)
        }
        keys.withUnsafeMutableBufferPointer { keys in
            UnsafeRawBufferPointer(rows).withMemoryRebound(to: SIMD4<UInt32>.self) { rows -> Void in
                for index in members.indices {
                    let row = Int(members[index]) * 4
                    // Keys are odd.
                    let own = SIMD4(repeating: UInt32(truncatingIfNeeded: index + 1) << 1)
                    for chunk in 0..<width {
                        let key = rows[row + chunk]
                        keys[index * width + chunk] = key.replacing(with: own, where: (key .== 0) .| others[chunk])
                    }
                }
            }
        }
    }

    /// Calls `body` with the positions of each pair that no earlier rule brings together.
    @inline(__always) func forEachNewPair(_ body: (Int, Int) -> Void) {
        keys.withUnsafeBufferPointer { keys in
            for part in parts {
                for first in part.firsts {
                    for second in (first + 1)..<max(part.end, first + 1) where !haveCommonKey(first, second, keys) {
                        body(first, second)
                    }
                }
            }
        }
    }

    /// The new pairs.
    var pairs: [ProfilePair] {
        var pairs: [ProfilePair] = []
        forEachNewPair { pairs.append(pair($0, $1)) }
        return pairs
    }

    @inline(__always) func pair(_ first: Int, _ second: Int) -> ProfilePair {
        ProfilePair(a: members[first], b: members[second])
    }

    @inline(__always) private func haveCommonKey(
        _ first: Int,
        _ second: Int,
        _ keys: UnsafeBufferPointer<SIMD4<UInt32>>
    ) -> Bool {
        var equal = SIMD2<UInt64>.zero
        for chunk in 0..<width {
            equal |= unsafeBitCast(keys[first * width + chunk] .== keys[second * width + chunk], to: SIMD2<UInt64>.self)
        }
        return equal[0] | equal[1] != 0
    }
}
