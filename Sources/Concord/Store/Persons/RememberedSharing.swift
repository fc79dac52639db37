/// Whether an identifier with many carriers is evidence, and how much its carriers may change before that can change.
///
/// One carrier more or less moves the number of classes by no more than the marks that it has in common with others. So
/// a value that a hundred thousand accounts carry is counted once in a hundred thousand writes, not in each.
struct RememberedSharing: Equatable {
    let sharing: Sharing
    /// How far the number of classes may still move towards the limit before the carriers must be counted again.
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
    ///
    /// Where declared carriers alone are too many, verified ones that have changed must be counted all the same: they
    /// are few.
    func after(_ moves: some Sequence<CarrierMove>) -> RememberedSharing? {
        var left = self
        for move in moves { left.slack -= left.loss(by: move) }
        return left.slack >= 0 ? left : nil
    }

    private func loss(by move: CarrierMove) -> Int64 {
        switch (sharing, move.trust) {
        case (.shared, .declared): 0
        case (.shared, .verified), (.sharedByDeclared, _): move.fall
        case (.usable, _): move.rise
        }
    }
}

/// A carrier that came or went, and the most by which the number of classes of carriers can have risen and fallen.
struct CarrierMove {
    enum Direction { case arrival, departure }

    /// What other carriers are known to have in common with this one.
    enum Company {
        case unknown
        /// One of them has a mark of this one, so that it is no class of its own.
        case mate
        /// One of them has all of its marks, so that it makes no difference whether this one is there.
        case double
    }

    let trust: Trust
    let rise: Int64
    let fall: Int64

    /// - Parameter marks: how many there are on the carrier at most: by them it can tie as many classes together.
    init(_ direction: Direction, _ trust: Trust, marks: Int, company: Company = .unknown) {
        self.trust = trust
        let (alone, tied) = (Int64(company == .unknown ? 1 : 0), Int64(company == .double ? 0 : max(marks, 1) - 1))
        (rise, fall) = direction == .arrival ? (alone, tied) : (tied, alone)
    }
}
