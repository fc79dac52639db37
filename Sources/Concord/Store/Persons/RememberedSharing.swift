/// Whether an identifier with many carriers is evidence, and how many changes of its carriers cannot change that.
///
/// One carrier more or less moves the number of classes by no more than the marks that it has in common with others. So
/// a value that a hundred thousand accounts carry is counted once in a hundred thousand writes, not in each.
struct RememberedSharing: Equatable {
    let sharing: Sharing
    /// Moves that are left before the carriers must be counted again.
    private(set) var slack: Int64

    init(sharing: Sharing, slack: Int64) {
        self.sharing = sharing
        self.slack = slack
    }

    init(_ count: CarrierCount, above limit: Int) {
        if count.verified > limit {
            self.init(sharing: .shared, slack: Int64(count.verified - limit - 1))
        } else if count.all > limit {
            self.init(sharing: .sharedByDeclared, slack: Int64(count.all - limit - 1))
        } else {
            // A declared carrier can tie verified ones together, so there may be more classes of these than of all.
            self.init(sharing: .usable, slack: Int64(limit - max(count.all, count.verified)))
        }
    }

    /// What is left after carriers have changed; `nil` when they must be counted again.
    func after(_ moves: some Sequence<CarrierMove>) -> RememberedSharing? {
        var left = self
        for move in moves {
            guard let next = left.after(move) else { return nil }
            left = next
        }
        return left
    }

    private func after(_ move: CarrierMove) -> RememberedSharing? {
        switch (sharing, move.trust) {
        case (.shared, .declared): return self
        case (.sharedByDeclared, .verified): return nil
        case (.shared, .verified), (.sharedByDeclared, .declared), (.usable, _):
            return slack >= move.marks ? RememberedSharing(sharing: sharing, slack: slack - move.marks) : nil
        }
    }
}

/// A carrier that came, went or changed.
struct CarrierMove {
    let trust: Trust
    /// The most classes of carriers that it can have made one, or kept apart.
    let marks: Int64
}
