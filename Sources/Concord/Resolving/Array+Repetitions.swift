extension Array where Element: Equatable {
    /// The elements without those that equal the one before them: of a sorted array, each once. Costs less than a set.
    var withoutRepetitions: [Element] {
        reduce(into: []) { kept, next in
            if kept.last != next { kept.append(next) }
        }
    }
}
