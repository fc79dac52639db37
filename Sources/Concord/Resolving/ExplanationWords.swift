/// Evidence and rules as sentences that a support agent can read.
struct ExplanationWords {
    let rules: ResolvingRules
    private let input: ResolvingInput
    private let accounts: [AccountID: AccountEvidence]

    init(_ input: ResolvingInput, _ accounts: [AccountID: AccountEvidence], _ rules: ResolvingRules) {
        self.input = input
        self.accounts = accounts
        self.rules = rules
    }

    /// What ties two accounts.
    func sentence(_ evidence: Evidence, _ first: AccountID, _ second: AccountID) -> String {
        switch evidence {
        case .value(let identifier):
            "Both carry the \(words(identifier)), set by \(origin(of: identifier, in: first)) and "
                + "\(origin(of: identifier, in: second))."
        case .decision: "A decision says that \(name(first)) and \(name(second)) are the same person."
        case .link(let link): "A batch run found \(name(first)) and \(name(second)) to match \(words(link))."
        }
    }

    /// What joined clusters.
    func sentence(_ evidence: Evidence, joining clusters: [[AccountID]]) -> String {
        let accounts = clusters.flatMap { $0 }
        switch evidence {
        case .value(let identifier):
            let carriers = accounts.filter { self.accounts[$0]?.trust(in: identifier) != nil }
            let origins = carriers.map { origin(of: identifier, in: $0) }
            return "The \(words(identifier)) joined \(clusters.count) clusters: it is set by \(list(origins))."
        case .decision: return "A decision says that \(list(accounts.map(name))) are the same person."
        case .link(let link):
            return "A batch run found \(name(link.a)) and \(name(link.b)) to match \(words(link))."
        }
    }

    /// What two sides have in common, and why it did not join them.
    func sentence(
        _ evidence: Evidence,
        _ reason: Objection.Reason,
        _ left: [AccountID],
        _ right: [AccountID]
    ) -> String {
        let tie: String
        switch evidence {
        case .value(let identifier):
            let origins = [left, right].compactMap { side in
                side.first { carries($0, identifier) }.map { origin(of: identifier, in: $0) }
            }
            tie = "Both carry the \(words(identifier)), set by \(list(origins))"
        case .link(let link):
            tie = "A batch run found \(name(link.a)) and \(name(link.b)) a match \(words(link))"
        case .decision: tie = "A decision says that they are the same person"
        }
        return "\(tie), but \(phrase(reason))."
    }

    private func phrase(_ reason: Objection.Reason) -> String {
        switch reason {
        case .blocked: "the value is blocked: it stands where people and programs have none"
        case .shared(.sharedByDeclared):
            "more than \(rules.sharedAbove) carry it, and only those for whom a verified source vouches may be joined by it"
        case .shared: "more than \(rules.sharedAbove) carry it, so it is no evidence"
        case .forbidden(let obstacle): phrase(obstacle)
        case .possible: "it is only possible; a decision can say so"
        }
    }

    /// The rule that keeps clusters apart, as part of a sentence.
    func phrase(_ obstacle: Obstacle) -> String {
        switch obstacle {
        case .different(let decision):
            "a decision says that \(list(decision.left.map(name))) and \(list(decision.right.map(name))) are different persons"
        case .cleanSpace(let space): "it would bring two keys of \(space) together in one person"
        case .limit(let kind, let most):
            "it would give one person more than \(most) \(most == 1 ? words(kind) : words(kind) + "s")"
        }
    }

    private func carries(_ account: AccountID, _ identifier: Identifier) -> Bool {
        guard let evidence = accounts[account] else { return false }
        return (evidence.identifiers + evidence.blocked).contains { $0.identifier == identifier }
    }

    /// Where an account has a value: `shop:default field email`.
    private func origin(of identifier: Identifier, in account: AccountID) -> String {
        guard let evidence = accounts[account] else { return account.description }
        let carried = (evidence.identifiers + evidence.blocked).first { $0.identifier == identifier }
        return "\(evidence.space) \(carried?.source.words ?? identifier.kind.rawValue)"
    }

    private func name(_ account: AccountID) -> String {
        accounts[account].map { "\(account) of \($0.space)" } ?? "the erased account \(account)"
    }

    private func words(_ identifier: Identifier) -> String { "\(words(identifier.kind)) \(identifier.value)" }

    private func words(_ kind: Identifier.Kind) -> String {
        switch kind {
        case .customerID: "customer id"
        case .email: "e-mail"
        case .phone: "phone number"
        default: kind.rawValue
        }
    }

    /// Tenths by hand: no formatter and no locale.
    private func words(_ link: Link) -> String {
        let (bits, percent) = (tenths(link.weight), tenths(link.probability * 100))
        return "(\(bits) bits, probability \(percent) %)"
    }

    private func tenths(_ number: Double) -> String {
        "\((number * 10).rounded() / 10)"
    }

    private func list(_ words: [String]) -> String {
        // More than these help nobody.
        let shown = words.prefix(5)
        let rest = words.count - shown.count
        if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}
