/// Accounts → persons, as a pure function that no order of arrival can change (design.md 5).
///
/// 1. Decisions *same*: they yield only to *different*.
/// 2. Identifier values, by the policy's priority of kinds, then fewest carriers, then bytes.
/// 3. Accepted links, the heaviest first, ties by the pair.
///
/// A value or a link joins all clusters that it ties or, if they may not become one, none of them, and opens a review
/// item.
enum Resolver {
    /// The persons of accounts that no evidence ties to others: a whole store, or one or more evidence components.
    static func resolve(_ input: ResolvingInput, _ rules: ResolvingRules) -> Resolution {
        if input.isAlone { return Resolution(persons: [[input.accounts[0].account]], joins: [:], reviews: []) }
        var resolving = Resolving(input, rules)
        resolving.applyDecisions()
        resolving.applyValues()
        resolving.applyLinks()
        return resolving.finished()
    }

    /// The persons of a whole store, component by component.
    static func everything(
        accounts: [AccountEvidence],
        decisions: [Decision],
        links: [Link],
        rules: ResolvingRules
    ) -> Resolution {
        var carriers: [Identifier: [Int]] = [:]
        for (index, account) in accounts.enumerated() {
            for carried in account.identifiers { carriers[carried.identifier, default: []].append(index) }
        }
        var sharing: [Identifier: Sharing] = [:]
        for (identifier, places) in carriers where places.count > rules.sharedAbove {
            let found = Sharing.of(identifier, carriers: places.map { accounts[$0] }, above: rules.sharedAbove)
            if found != .usable { sharing[identifier] = found }
        }
        let input = ResolvingInput(accounts: accounts, sharing: sharing, decisions: decisions, links: links)
        return Resolution(components: input.components().map { resolve($0, rules) })
    }
}
