/// The first few of many elements: a heap of the best so far, the last of them on top.
struct PageHeap<Element: Comparable> {
    private var elements: [Element] = []
    private let capacity: Int

    /// - Parameter capacity: how many elements are kept, at least 1.
    init(capacity: Int) {
        self.capacity = capacity
        elements.reserveCapacity(capacity)
    }

    /// The kept elements in their order.
    var sorted: [Element] { elements.sorted() }

    /// Whether the element is among the first of those that were inserted.
    func takes(_ element: Element) -> Bool { elements.count < capacity || element < elements[0] }

    mutating func insert(_ element: Element) {
        if elements.count < capacity {
            elements.append(element)
            rise()
        } else if takes(element) {
            elements[0] = element
            sink()
        }
    }

    private mutating func rise() {
        var place = elements.count - 1
        while place > 0, elements[(place - 1) / 2] < elements[place] {
            elements.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var greatest = place
            for child in [2 * place + 1, 2 * place + 2] where child < elements.count {
                if elements[greatest] < elements[child] { greatest = child }
            }
            if greatest == place { return }
            elements.swapAt(place, greatest)
            place = greatest
        }
    }
}
