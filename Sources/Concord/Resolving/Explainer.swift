/// Answers why accounts are, or are not, one person, from one component's input and what the resolver made of it.
struct Explainer {
    private let input: ResolvingInput
    private let resolution: Resolution
    private let accounts: [AccountID: AccountEvidence]
    private let words: ExplanationWords

    init(_ input: ResolvingInput, _ resolution: Resolution, _ rules: ResolvingRules) {
        self.input = input
        self.resolution = resolution
        accounts = Dictionary(input.accounts.map { ($0.account, $0) }, uniquingKeysWith: { first, _ in first })
        words = ExplanationWords(input, accounts, rules)
    }

    /// The shortest chain of evidence between two accounts, decisions before values before links; `nil` when they are
    /// not one person.
    func why(_ first: AccountID, _ second: AccountID) -> Explanation? {
        guard let person = resolution.persons.first(where: { $0.contains(first) }), person.contains(second) else {
            return nil
        }
        var origins: [AccountID: Explanation.Step] = [:]
        var reached: Set<AccountID> = [first]
        var frontier = [first]
        let evidence = evidence(within: Set(person))
        while !frontier.isEmpty, !reached.contains(second) {
            var next: [AccountID] = []
            for account in frontier {
                for tie in evidence where tie.accounts.contains(account) {
                    for other in tie.accounts where reached.insert(other).inserted {
                        origins[other] = step(from: account, to: other, tie.evidence)
                        next.append(other)
                    }
                }
            }
            frontier = next
        }
        return Explanation(steps: chain(to: second, origins))
    }

    private func chain(to account: AccountID, _ origins: [AccountID: Explanation.Step]) -> [Explanation.Step] {
        var steps: [Explanation.Step] = []
        var account = account
        while let step = origins[account] {
            steps.insert(step, at: 0)
            account = step.from
        }
        return steps
    }

    private func step(from: AccountID, to: AccountID, _ evidence: Evidence) -> Explanation.Step {
        Explanation.Step(from: from, to: to, evidence: evidence, sentence: words.sentence(evidence, from, to))
    }

    /// What ties accounts of one person, the strongest first. Bare ids are in it: decisions connect over them.
    private func evidence(within person: Set<AccountID>) -> [(evidence: Evidence, accounts: [AccountID])] {
        let refused = Set(resolution.reviews.map(\.subject))
        let decisions = input.decisions.filter { $0.kind == .same }.sorted(by: Decision.precedes)
            .map { (Evidence.decision($0), $0.accounts) }
        let values = Carriers(input).inOrder(words.rules).filter { !refused.contains(.value($0.0)) }
            .map { (Evidence.value($0.0), $0.1) }
        let links = input.links.filter { $0.state == .accepted && !refused.contains(.link($0.a, $0.b)) }
            .sorted(by: Link.precedes).map { (Evidence.link($0), [$0.a, $0.b]) }
        return (decisions + values + links).filter { tie in
            tie.1.allSatisfy { person.contains($0) || accounts[$0] == nil }
        }
    }

    /// What speaks for two persons, or accounts, being one, and the rule that forbade it.
    func whyNot(_ left: [AccountID], _ right: [AccountID]) -> Objection {
        Objection(findings: decided(left, right) + values(left, right) + links(left, right))
    }

    /// How the person of an account grew.
    func how(_ account: AccountID) -> Growth {
        guard let person = resolution.persons.first(where: { $0.contains(account) }) else { return Growth(steps: []) }
        let joins = resolution.joins[person[0]] ?? []
        var clusters: [AccountID: [AccountID]] = [:]
        return Growth(
            steps: joins.map { join in
                let joined = join.clusters.map { clusters[$0] ?? [$0] }
                clusters[join.clusters[0]] = joined.flatMap { $0 }.sorted()
                return Growth.Step(
                    clusters: joined,
                    evidence: join.evidence,
                    sentence: words.sentence(join.evidence, joining: joined)
                )
            }
        )
    }
}

extension Explainer {
    private func decided(_ left: [AccountID], _ right: [AccountID]) -> [Objection.Finding] {
        let (left, right) = (Set(left), Set(right))
        return input.decisions.filter { decision in
            decision.kind == .different
                && (!left.isDisjoint(with: decision.left) && !right.isDisjoint(with: decision.right)
                    || !left.isDisjoint(with: decision.right) && !right.isDisjoint(with: decision.left))
        }.sorted(by: Decision.precedes).map { decision in
            let obstacle = Obstacle.different(decision)
            return Objection.Finding(
                evidence: nil,
                reason: .forbidden(obstacle),
                sentence: "They are kept apart: \(words.phrase(obstacle))."
            )
        }
    }

    private func values(_ left: [AccountID], _ right: [AccountID]) -> [Objection.Finding] {
        let blocked = shared(left, right, \.blocked).map { finding(.value($0), .blocked, left, right) }
        let refused = Dictionary(
            resolution.reviews.map { ($0.subject, $0.obstacle) },
            uniquingKeysWith: { first, _ in first }
        )
        return blocked
            + shared(left, right, \.identifiers).compactMap { identifier in
                if let obstacle = refused[.value(identifier)].flatMap({ $0 }) {
                    return finding(.value(identifier), .forbidden(obstacle), left, right)
                }
                guard let sharing = input.sharing[identifier], sharing != .usable else { return nil }
                return finding(.value(identifier), .shared(sharing), left, right)
            }
    }

    private func links(_ left: [AccountID], _ right: [AccountID]) -> [Objection.Finding] {
        let (left, right) = (Set(left), Set(right))
        return resolution.reviews.compactMap { item in
            guard let a = item.accounts.first, let b = item.accounts.last,
                left.contains(a) && right.contains(b) || left.contains(b) && right.contains(a),
                let link = input.links.first(where: { $0.a == a && $0.b == b })
            else { return nil }
            switch item.subject {
            case .value: return nil
            case .possible: return finding(.link(link), .possible, [a], [b])
            case .link: return item.obstacle.map { finding(.link(link), .forbidden($0), [a], [b]) }
            }
        }
    }

    /// The identifiers that both sides carry, sorted.
    private func shared(
        _ left: [AccountID],
        _ right: [AccountID],
        _ carried: (AccountEvidence) -> [CarriedIdentifier]
    ) -> [Identifier] {
        func identifiers(_ side: [AccountID]) -> Set<Identifier> {
            Set(side.compactMap { accounts[$0] }.flatMap(carried).map(\.identifier))
        }
        return identifiers(left).intersection(identifiers(right)).sorted(by: words.rules.precedes)
    }

    private func finding(
        _ evidence: Evidence,
        _ reason: Objection.Reason,
        _ left: [AccountID],
        _ right: [AccountID]
    ) -> Objection.Finding {
        Objection.Finding(
            evidence: evidence,
            reason: reason,
            sentence: words.sentence(evidence, reason, left, right)
        )
    }
}
