/// How many pairs of rows show each comparison pattern: all that training looks at.
struct PatternCounts: Sendable {
    private var keys: [ComparisonPattern] = Array(repeating: 0, count: 1024)
    private var counts: [UInt64] = Array(repeating: 0, count: 1024)
    private(set) var distinct = 0

    /// Adds pairs of one pattern. Constant time.
    @inline(__always) mutating func add(_ pattern: ComparisonPattern, _ count: UInt64) {
        let hash = Hashing.combine(UInt64(truncatingIfNeeded: pattern), UInt64(truncatingIfNeeded: pattern >> 64))
        var slot = Int(truncatingIfNeeded: hash) & (keys.count - 1)
        while counts[slot] != 0, keys[slot] != pattern { slot = (slot + 1) & (keys.count - 1) }
        if counts[slot] == 0 {
            keys[slot] = pattern
            distinct += 1
        }
        counts[slot] += count
        if distinct * 2 > keys.count { grow() }
    }

    mutating func add(_ other: PatternCounts) {
        for slot in other.keys.indices where other.counts[slot] != 0 { add(other.keys[slot], other.counts[slot]) }
    }

    /// The patterns in ascending order: sums over them come out the same whatever the order of adding.
    var sorted: [(pattern: ComparisonPattern, count: UInt64)] {
        zip(keys, counts).filter { $0.1 != 0 }.sorted { $0.0 < $1.0 }.map { (pattern: $0.0, count: $0.1) }
    }

    private mutating func grow() {
        let (oldKeys, oldCounts) = (keys, counts)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        counts = Array(repeating: 0, count: oldKeys.count * 2)
        distinct = 0
        for slot in oldKeys.indices where oldCounts[slot] != 0 { add(oldKeys[slot], oldCounts[slot]) }
    }
}
