/// Disjoint sets of the numbers below a bound, with the members of each set at hand.
///
/// Several threads may work on one as long as each keeps to sets that no other touches.
final class UnionFind: @unchecked Sendable {
    private let parents: UnsafeMutableBufferPointer<UInt32>
    /// A ring through the members of each set.
    private let next: UnsafeMutableBufferPointer<UInt32>
    private let sizes: UnsafeMutableBufferPointer<UInt32>

    init(count: Int) {
        parents = .allocate(capacity: count)
        next = .allocate(capacity: count)
        sizes = .allocate(capacity: count)
        _ = parents.initialize(from: 0..<UInt32(count))
        _ = next.initialize(from: 0..<UInt32(count))
        sizes.initialize(repeating: 1)
    }

    deinit {
        parents.deallocate()
        next.deallocate()
        sizes.deallocate()
    }

    /// The number that stands for the set of `element`. Almost constant time (Tarjan 1975).
    func find(_ element: UInt32) -> UInt32 {
        var root = element
        while parents[Int(root)] != root {
            parents[Int(root)] = parents[Int(parents[Int(root)])]
            root = parents[Int(root)]
        }
        return root
    }

    /// The number of members of the set of `element`.
    func size(of element: UInt32) -> Int { Int(sizes[Int(find(element))]) }

    /// Joins two sets; returns what stands for both, nil when they were one already.
    @discardableResult func join(_ a: UInt32, _ b: UInt32) -> UInt32? {
        var (root, other) = (find(a), find(b))
        guard root != other else { return nil }
        // The larger set stays; of equal ones that of the smaller number, so that the result depends on the sets alone.
        if (sizes[Int(other)], root) > (sizes[Int(root)], other) { swap(&root, &other) }
        parents[Int(other)] = root
        sizes[Int(root)] += sizes[Int(other)]
        next.swapAt(Int(root), Int(other))
        return root
    }

    /// The members of the set of `element`, at most `limit` of them.
    func members(of element: UInt32, limit: Int = .max) -> [UInt32] {
        var members = [element]
        var member = next[Int(element)]
        while member != element, members.count < limit {
            members.append(member)
            member = next[Int(member)]
        }
        return members
    }
}
