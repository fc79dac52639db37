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

    /// What is left after a carrier has moved the count by up to `moves`; `nil` when it must be counted again.
    func after(_ moves: Int64, by trust: Trust) -> RememberedSharing? {
        switch (sharing, trust) {
        case (.shared, .declared): return self
        case (.sharedByDeclared, .verified): return nil
        case (.shared, .verified), (.sharedByDeclared, .declared), (.usable, _):
            return slack >= moves ? RememberedSharing(sharing: sharing, slack: slack - moves) : nil
        }
    }
}
