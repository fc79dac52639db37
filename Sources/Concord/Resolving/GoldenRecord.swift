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

    /// One field: its key, its value and where that comes from.
    public struct Entry: Sendable, Hashable {
        public let key: String
        public let value: JSONValue
        /// Of a field that holds all values: where the best one comes from.
        public let provenance: Provenance
    }

    /// The fields, each key once, not sorted.
    public private(set) var entries: [Entry] = []

    /// The values under flat keys.
    public var properties: JSONObject {
        var object = JSONObject(reserving: entries.count)
        for entry in entries { object[entry.key] = entry.value }
        return object
    }

    /// Where each value comes from.
    public var provenance: [String: Provenance] {
        Dictionary(entries.map { ($0.key, $0.provenance) }, uniquingKeysWith: { first, _ in first })
    }

    /// The record of a person with these accounts, in whatever order they come.
    ///
    /// Per field: a pinned value, then a verified before a declared one, then the newest (or, where the policy says so,
    /// the vendor with the higher priority), then the other of these two, then the bytes of the value. Empty values
    /// count for nothing.
    static func make(of accounts: [Account], pins: [Pin] = [], rules: ResolvingRules) -> GoldenRecord {
        let candidates = GoldenCandidates(of: accounts, pins: pins, rules)
        let fields = candidates.fields()
        var record = GoldenRecord()
        record.entries.reserveCapacity(fields.count)
        for field in fields {
            if field.count == 1 {
                record.take(candidates[field[field.startIndex]])
            } else {
                record.settle(field, candidates, rules)
            }
        }
        return record
    }

    /// Takes the only value of a field, which is the usual case: nothing is to be decided.
    private mutating func take(_ candidate: GoldenCandidate) {
        append(candidate.key, candidate.value, candidate)
        if let all = candidate.field?.all { append(all, .array([candidate.value]), candidate) }
    }

    /// Decides one field, and the field that holds all of its values.
    private mutating func settle(_ field: ArraySlice<Int>, _ candidates: GoldenCandidates, _ rules: ResolvingRules) {
        let key = candidates[field[field.startIndex]].key
        let byVendor = rules.policy.survivorship?[key] == .vendorPriority
        // Of most fields only the best value counts.
        guard field.contains(where: { candidates[$0].field?.all != nil }) else {
            guard let best = candidates.best(of: field, byVendor: byVendor) else { return }
            return append(key, candidates[best].value, candidates[best])
        }
        let sorted = candidates.sorted(field, byVendor: byVendor)
        append(key, candidates[sorted[0]].value, candidates[sorted[0]])
        guard let rule = sorted.lazy.compactMap({ candidates[$0].field }).first, let all = rule.all else { return }
        // Most accounts of a person spell a value alike, and a spelling is brought to its normal form once.
        var (spellings, seen): (Set<JSONValue>, Set<JSONValue>) = ([], [])
        let values = sorted.map { candidates[$0].value }.filter { value in
            spellings.insert(value).inserted
                && seen.insert(GoldenRecord.comparable(value, rule.kind, rules)).inserted
        }
        append(all, .array(values), candidates[sorted[0]])
    }

    /// What two spellings of one identifier have in common; any other value is itself.
    private static func comparable(_ value: JSONValue, _ kind: Identifier.Kind?, _ rules: ResolvingRules) -> JSONValue {
        let found = kind.flatMap { rules.normalizer.identifier($0, value) }
        return found.map { .string($0.identifier.value) } ?? value
    }

    private mutating func append(_ key: String, _ value: JSONValue, _ candidate: GoldenCandidate) {
        let provenance = Provenance(
            account: candidate.standing.account, at: candidate.standing.time, isPinned: candidate.standing.isPinned)
        entries.append(Entry(key: key, value: value, provenance: provenance))
    }
}
