/// A value that a human set for a field of a person's golden record. It goes where its account goes.
public struct Pin: Sendable, Hashable {
    public let account: AccountID
    /// The field's key in the golden record.
    public let key: String
    public let value: JSONValue
    public let at: Timestamp
    public let by: String?
    public let because: String?

    public init(
        account: AccountID,
        key: String,
        value: JSONValue,
        at: Timestamp,
        by: String? = nil,
        because: String? = nil
    ) {
        self.account = account
        self.key = key
        self.value = value
        self.at = at
        self.by = by
        self.because = because
    }
}

/// A person's merged properties, each with where it comes from.
public struct GoldenRecord: Sendable, Hashable {
    /// Where a value comes from.
    public struct Provenance: Sendable, Hashable {
        public let account: AccountID
        /// When the value was written there, or pinned.
        public let at: Timestamp
        public let isPinned: Bool
    }

    /// The values under flat keys.
    public private(set) var properties = JSONObject()
    /// Of each key; of a field that holds all values, that of the best one.
    public private(set) var provenance: [String: Provenance] = [:]

    /// The record of a person with these accounts, in whatever order they come.
    ///
    /// Per field: a pinned value, then a verified before a declared one, then the newest (or, where the policy says so, the
    /// vendor with the higher priority), then the other of these two, then the bytes of the value. Empty values count for nothing.
    static func make(of accounts: [Account], pins: [Pin] = [], rules: ResolvingRules) -> GoldenRecord {
        var candidates: [GoldenCandidate] = []
        candidates.reserveCapacity(32 * accounts.count)
        for account in accounts { GoldenCandidate.append(of: account, rules, to: &candidates) }
        for pin in pins where !pin.value.isEmpty { candidates.append(GoldenCandidate(pin, rules)) }
        candidates.sort { Bytewise.compare($0.key, $1.key) < 0 }
        var record = GoldenRecord()
        var start = 0
        while start < candidates.count {
            var end = start + 1
            while end < candidates.count, Bytewise.equal(candidates[end].key, candidates[start].key) { end += 1 }
            record.settle(candidates[start..<end], rules)
            start = end
        }
        return record
    }

    /// Decides one field, and the field that holds all of its values.
    private mutating func settle(_ candidates: ArraySlice<GoldenCandidate>, _ rules: ResolvingRules) {
        guard let first = candidates.first else { return }
        let byVendor = candidates.count > 1 && rules.policy.survivorship?[first.key] == .vendorPriority
        guard let all = candidates.lazy.compactMap(\.all).first else {
            let best = candidates.dropFirst().reduce(first) { $1.precedes($0, byVendor: byVendor) ? $1 : $0 }
            set(first.key, best.value, best)
            return
        }
        let sorted = candidates.sorted { $0.precedes($1, byVendor: byVendor) }
        set(first.key, sorted[0].value, sorted[0])
        var seen: Set<JSONValue> = []
        let kind = sorted.lazy.compactMap(\.kind).first
        let values = sorted.map(\.value).filter { value in
            seen.insert(
                kind.flatMap { rules.normalizer.identifier($0, value) }.map { .string($0.identifier.value) } ?? value
            )
            .inserted
        }
        set(all, .array(values), sorted[0])
    }

    private mutating func set(_ key: String, _ value: JSONValue, _ candidate: GoldenCandidate) {
        properties[key] = value
        provenance[key] = Provenance(account: candidate.account, at: candidate.time, isPinned: candidate.isPinned)
    }
}
