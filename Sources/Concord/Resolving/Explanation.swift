/// Why two accounts are one person: a chain of evidence from the one to the other.
public struct Explanation: Sendable, Hashable {
    /// One link of the chain.
    public struct Step: Sendable, Hashable {
        public let from: AccountID
        public let to: AccountID
        public let evidence: Evidence
        /// What the two accounts have in common, in a sentence.
        public let sentence: String
    }

    /// Empty when the two are one account.
    public let steps: [Step]

    /// As JSON: `{"steps":[{"from","to","evidence":{…},"because"}]}`.
    public var json: JSONValue {
        ["steps": .array(steps.map(\.json))]
    }
}

/// Why two accounts are not one person.
public struct Objection: Sendable, Hashable {
    /// Evidence that speaks for one person, and the rule that it did not pass.
    public struct Finding: Sendable, Hashable {
        /// `nil` for a decision that forbids, whatever the evidence.
        public let evidence: Evidence?
        public let reason: Reason
        public let sentence: String
    }

    public enum Reason: Sendable, Hashable {
        /// The value is blocked.
        case blocked
        /// The value has too many carriers, of which the accounts' own share is none that counts.
        case shared(Sharing)
        /// What the value or link ties may not be joined.
        case forbidden(Obstacle)
        /// A human has not answered a possible link.
        case possible
    }

    /// Empty when the accounts have nothing in common.
    public let findings: [Finding]

    /// The findings as sentences; one that says so when there is none.
    public var sentences: [String] {
        findings.isEmpty ? ["The two share no identifier, link or decision."] : findings.map(\.sentence)
    }

    /// As JSON: `{"findings":[{"evidence":{…},"reason","because"}]}`.
    public var json: JSONValue {
        ["findings": .array(findings.map(\.json))]
    }
}

/// How a person came to be: the steps in which its accounts became one.
public struct Growth: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        /// What was joined: the accounts of each cluster before the step, sorted.
        public let clusters: [[AccountID]]
        public let evidence: Evidence
        public let sentence: String
    }

    /// In the order in which the evidence applies; empty for a person of one account.
    public let steps: [Step]

    /// As JSON: `{"steps":[{"clusters":[[…]],"evidence":{…},"because"}]}`.
    public var json: JSONValue {
        ["steps": .array(steps.map(\.json))]
    }
}

extension Explanation.Step {
    fileprivate var json: JSONValue {
        [
            "from": .string(from.description), "to": .string(to.description), "evidence": evidence.json,
            "because": .string(sentence),
        ]
    }
}

extension Objection.Finding {
    fileprivate var json: JSONValue {
        ["evidence": evidence?.json ?? .null, "reason": .string(reason.name), "because": .string(sentence)]
    }
}

extension Objection.Reason {
    /// One word for it: a rule of design.md 5.
    var name: String {
        switch self {
        case .blocked: "blocked"
        case .shared: "shared"
        case .forbidden(.different): "different"
        case .forbidden(.cleanSpace): "cleanSpace"
        case .forbidden(.limit): "limit"
        case .possible: "possible"
        }
    }
}

extension Growth.Step {
    fileprivate var json: JSONValue {
        let clusters = clusters.map { JSONValue.array($0.map { .string($0.description) }) }
        return ["clusters": .array(clusters), "evidence": evidence.json, "because": .string(sentence)]
    }
}

extension Evidence {
    /// `{"kind":"value","identifier":…,"value":…}`, `{"kind":"decision",…}` or `{"kind":"link",…}`.
    public var json: JSONValue {
        switch self {
        case .value(let identifier):
            return [
                "kind": "value", "identifier": .string(identifier.kind.rawValue), "value": .string(identifier.value),
            ]
        case .decision(let decision):
            return [
                "kind": "decision", "decision": .string(decision.kind.rawValue),
                "left": .array(decision.left.map { .string($0.description) }),
                "right": .array(decision.right.map { .string($0.description) }),
            ]
        case .link(let link):
            return [
                "kind": "link", "state": .string(link.state.rawValue), "weight": .double(link.weight),
                "probability": .double(link.probability),
            ]
        }
    }
}
