extension Range<Int> {
    /// Where a condition ends that holds for all numbers before some place and for none behind it: a binary search.
    ///
    /// Over places and not over elements, so that a search takes nothing out of an array to look at it.
    @inline(__always)
    func boundary(of holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Array where Element: Comparable {
    /// Where an element is in an ascending array.
    func position(ofSorted element: Element) -> Int? {
        let place = indices.boundary { self[$0] < element }
        return place < count && self[place] == element ? place : nil
    }
}
