/// The sets of a partition of `0..<n` that only grows coarser (Galler and Fischer; union by size, path halving).
struct DisjointSets {
    private var parents: [Int]
    private var sizes: [Int]
    /// How many sets there are.
    private(set) var count: Int

    init(count: Int) {
        parents = Array(0..<count)
        sizes = Array(repeating: 1, count: count)
        self.count = count
    }

    /// The element that stands for the set of an element.
    mutating func root(of element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    /// Makes the sets of two elements one and gives what stands for it.
    @discardableResult
    mutating func join(_ left: Int, _ right: Int) -> Int {
        let (left, right) = (root(of: left), root(of: right))
        if left == right { return left }
        let (large, small) = sizes[left] < sizes[right] ? (right, left) : (left, right)
        parents[small] = large
        sizes[large] += sizes[small]
        count -= 1
        return large
    }

    /// The sets, each in ascending order, by their smallest elements.
    mutating func sets() -> [[Int]] {
        var places: [Int?] = Array(repeating: nil, count: parents.count)
        var sets: [[Int]] = []
        for element in parents.indices {
            let root = root(of: element)
            if let place = places[root] {
                sets[place].append(element)
            } else {
                places[root] = sets.count
                sets.append([element])
            }
        }
        return sets
    }
}
