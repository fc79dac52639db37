/// The decisions that stand around some accounts, as a graph: what *same* makes one, and what *different* then forbids.
struct DecisionGraph {
    private let decisions: [(id: Int64, decision: Decision)]

    init(_ decisions: some Sequence<(id: Int64, decision: Decision)>) {
        self.decisions = decisions.sorted { $0.id < $1.id }
    }

    /// The decisions that together contradict a new one, or `nil` when it can stand beside all of them.
    func chain(against new: Decision) -> [Int64]? {
        switch new.kind {
        case .different: return path(from: new.left, to: new.right, through: decisions)
        case .same:
            let all = decisions + [(DecisionGraph.new, new)]
            for (id, decision) in decisions where decision.kind == .different {
                guard let path = path(from: decision.left, to: decision.right, through: all) else { continue }
                return ([id] + path.filter { $0 != DecisionGraph.new }).sorted()
            }
            return nil
        }
    }

    /// The number of the decision that is not made yet.
    private static let new: Int64 = 0

    /// The shortest chain of *same* from one side to another: breadth first, the oldest decisions first.
    private func path(
        from start: [AccountID],
        to goal: [AccountID],
        through decisions: [(id: Int64, decision: Decision)]
    ) -> [Int64]? {
        let goal = Set(goal)
        var ways = Dictionary(uniqueKeysWithValues: start.map { ($0, [Int64]()) })
        var frontier = start
        while !frontier.isEmpty {
            if let account = frontier.first(where: goal.contains) { return ways[account] }
            var next: [AccountID] = []
            for account in frontier {
                for (id, decision) in decisions where decision.kind == .same && decision.accounts.contains(account) {
                    for other in decision.accounts where ways[other] == nil {
                        ways[other] = ways[account, default: []] + [id]
                        next.append(other)
                    }
                }
            }
            frontier = next
        }
        return nil
    }
}
