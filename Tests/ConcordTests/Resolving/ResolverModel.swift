@testable import Concord

/// Persons as the specification's sentences say them, one after another, with sets and loops and nothing clever.
struct ResolverModel {
    private let input: ResolvingInput
    private let rules: ResolvingRules
    private(set) var clusters: [Set<AccountID>]
    private(set) var reviews: Set<ReviewItem.Subject> = []

    /// The accounts of each person; bare ids are left out.
    var persons: Set<Set<AccountID>> {
        let living = Set(input.accounts.map(\.account))
        return Set(clusters.map { $0.intersection(living) }.filter { !$0.isEmpty })
    }

    init(_ input: ResolvingInput, _ rules: ResolvingRules) {
        self.input = input
        self.rules = rules
        var ids = Set(input.accounts.map(\.account))
        for decision in input.decisions { ids.formUnion(decision.left + decision.right) }
        for link in input.links { ids.formUnion([link.a, link.b]) }
        clusters = ids.map { [$0] }
        applyDecisions()
        applyValues()
        applyLinks()
    }

    private mutating func applyDecisions() {
        for decision in input.decisions.filter({ $0.kind == .same }).sorted(by: Decision.precedes) {
            let touched = clusters.filter { !$0.isDisjoint(with: decision.left + decision.right) }
            if !isForbidden(touched) { merge(touched) }
        }
    }

    private mutating func applyValues() {
        let values = Set(input.accounts.flatMap { $0.identifiers.map(\.identifier) })
        let sorted = values.sorted { left, right in
            let ranks = [left, right].map { rules.rank(of: $0.kind) ?? .max }
            if ranks[0] != ranks[1] { return ranks[0] < ranks[1] }
            let counts = [left, right].map { carriers(of: $0).count }
            return counts[0] == counts[1] ? left < right : counts[0] < counts[1]
        }
        for value in sorted {
            let carriers = carriers(of: value)
            let touched = clusters.filter { !$0.isDisjoint(with: carriers) }
            if touched.count < 2 { continue }
            if mayJoin(touched) { merge(touched) } else { reviews.insert(.value(value)) }
        }
    }

    private mutating func applyLinks() {
        for link in input.links.sorted(by: Link.precedes) where link.state == .accepted {
            let touched = clusters.filter { !$0.isDisjoint(with: [link.a, link.b]) }
            if touched.count < 2 { continue }
            if mayJoin(touched) { merge(touched) } else { reviews.insert(.link(link.a, link.b)) }
        }
        for link in input.links where link.state == .possible {
            let touched = clusters.filter { !$0.isDisjoint(with: [link.a, link.b]) }
            if touched.count == 2, !isForbidden(touched) { reviews.insert(.possible(link.a, link.b)) }
        }
    }

    private func carriers(of value: Identifier) -> Set<AccountID> {
        let sharing = input.sharing[value] ?? .usable
        return Set(
            input.accounts.filter { account in
                account.identifiers.contains { carried in
                    carried.identifier == value && sharing != .shared
                        && (sharing == .usable || carried.trust == .verified)
                }
            }.map(\.account)
        )
    }

    private mutating func merge(_ touched: [Set<AccountID>]) {
        clusters.removeAll { touched.contains($0) }
        clusters.append(touched.reduce(Set()) { $0.union($1) })
    }

    /// A decision *different* has an account on each side.
    private func isForbidden(_ touched: [Set<AccountID>]) -> Bool {
        let all = touched.reduce(Set()) { $0.union($1) }
        return input.decisions.contains { decision in
            decision.kind == .different && !all.isDisjoint(with: decision.left) && !all.isDisjoint(with: decision.right)
        }
    }

    private func mayJoin(_ touched: [Set<AccountID>]) -> Bool {
        if isForbidden(touched) { return false }
        for space in Set(input.accounts.map(\.space)) {
            let isNewlyBroken = exceeds(1, touched) { $0.space == space ? $0.cleanKey.map { [$0] } ?? [] : [] }
            if isNewlyBroken { return false }
        }
        for kind in rules.kinds {
            let isNewlyBroken = exceeds(kind.limit, touched) { account in
                account.identifiers.filter { carried in
                    carried.identifier.kind == kind.kind && carriers(of: carried.identifier).contains(account.account)
                }.map(\.identifier.value)
            }
            if isNewlyBroken { return false }
        }
        return true
    }

    /// Whether the clusters have more values together than allowed, and more than one of them has by itself.
    private func exceeds(
        _ limit: Int,
        _ touched: [Set<AccountID>],
        _ values: (AccountEvidence) -> [String]
    ) -> Bool {
        let each = touched.map { cluster in
            Set(input.accounts.filter { cluster.contains($0.account) }.flatMap(values))
        }
        let all = each.reduce(Set()) { $0.union($1) }
        return all.count > limit && !each.contains(all)
    }
}
