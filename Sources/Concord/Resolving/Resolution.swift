/// All that decides which accounts are one person: a whole store's, or an evidence component's.
struct ResolvingInput: Sendable {
    var accounts: [AccountEvidence]
    /// The values that are not usable by all who carry them.
    var sharing: [Identifier: Sharing]
    var decisions: [Decision]
    var links: [Link]

    init(
        accounts: [AccountEvidence],
        sharing: [Identifier: Sharing] = [:],
        decisions: [Decision] = [],
        links: [Link] = []
    ) {
        self.accounts = accounts
        self.sharing = sharing
        self.decisions = decisions
        self.links = links
    }

    /// Whether it is one account that nothing ties to any other, as most are.
    var isAlone: Bool { accounts.count == 1 && decisions.isEmpty && links.isEmpty }
}

/// Which accounts are one person, why, and what a human should look at. Canonical: equal inputs, in any order, give
/// equal resolutions.
struct Resolution: Sendable, Hashable {
    /// The accounts of each person, sorted; the persons by their first accounts.
    var persons: [[AccountID]]
    /// The steps in which each person of several accounts grew, by the person's first account.
    var joins: [AccountID: [Join]]
    /// Sorted by subject.
    var reviews: [ReviewItem]
}

/// What ties accounts together.
public enum Evidence: Sendable, Hashable {
    case decision(Decision)
    case value(Identifier)
    case link(Link)
}

/// One step in which a person grew.
struct Join: Sendable, Hashable {
    let evidence: Evidence
    /// The smallest account of each cluster that became one, sorted; at least two.
    let clusters: [AccountID]
}

/// Evidence that wants a human's eye.
public struct ReviewItem: Sendable, Hashable {
    /// What the item is about, and so which item it is.
    public enum Subject: Sendable, Hashable {
        /// A value that would join what may not be joined.
        case value(Identifier)
        /// An accepted link that would.
        case link(AccountID, AccountID)
        /// A link that a run found possible, between two persons.
        case possible(AccountID, AccountID)
    }

    public let subject: Subject
    /// The accounts that the evidence ties, sorted.
    public let accounts: [AccountID]
    /// Why they were not joined; `nil` for a possible link.
    public let obstacle: Obstacle?

    /// By subject: values first, then refused links, then possible ones.
    static func precedes(_ left: ReviewItem, _ right: ReviewItem) -> Bool {
        switch (left.subject, right.subject) {
        case (.value(let left), .value(let right)): left < right
        case (.link(let a, let b), .link(let c, let d)): (a, b) < (c, d)
        case (.possible(let a, let b), .possible(let c, let d)): (a, b) < (c, d)
        case (.value, _), (.link, .possible): true
        default: false
        }
    }
}

/// Why clusters may not be joined.
public enum Obstacle: Sendable, Hashable {
    /// A human said so.
    case different(Decision)
    /// A clean key space would hold several keys in one person.
    case cleanSpace(Space)
    /// A person would have more values of a kind than the policy allows.
    case limit(Identifier.Kind, most: Int)
}
