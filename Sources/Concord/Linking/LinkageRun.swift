/// A batch run over the store, and what it wrote.
public struct LinkageRun: Sendable, Hashable {
    /// The run's number; `nil` for one that found what stood already, and so changed nothing and is not written down.
    public let id: Int64?
    public let at: Timestamp
    /// How many accounts it read.
    public let accounts: Int
    public let summary: LinkageRunSummary
    /// How many of its links stand: later runs replace them, undoing deletes them, and so does erasing an account.
    public let standing: Int
    /// When it was undone.
    public let undoneAt: Timestamp?
}

/// What a run found, in numbers.
public struct LinkageRunSummary: Sendable, Hashable {
    /// The links that make persons one, beyond those that decisions and identifiers make one.
    public let accepted: Int
    /// The links that are questions for a human.
    public let possible: Int
    /// The clusters, those of one account included.
    public let clusters: Int

    init(_ plan: LinkPlan) {
        accepted = plan.links.count { $0.state == .accepted }
        possible = plan.links.count - accepted
        clusters = plan.clusters
    }

    /// Reads ``json``; members that are not there are 0.
    init(_ object: JSONObject) {
        func number(_ name: String) -> Int { object[name]?.integer.map { Int($0) } ?? 0 }
        (accepted, possible, clusters) = (number("accepted"), number("possible"), number("clusters"))
    }

    var json: JSONValue {
        [
            "accepted": .integer(Int64(accepted)), "possible": .integer(Int64(possible)),
            "clusters": .integer(Int64(clusters)),
        ]
    }
}
