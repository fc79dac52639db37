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
        var candidates: [GoldenCandidate] = []
        candidates.reserveCapacity(32 * accounts.count)
        for account in accounts {
            GoldenCandidate.append(of: account, rules.rules(of: account.space.vendor), to: &candidates)
        }
        for pin in pins where !pin.value.isEmpty { candidates.append(GoldenCandidate(pin)) }
        // Positions move cheaper than candidates do.
        let order = candidates.indices.sorted { Bytewise.compare(candidates[$0].key, candidates[$1].key) < 0 }
        var record = GoldenRecord()
        record.entries.reserveCapacity(order.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, Bytewise.equal(candidates[order[end]].key, candidates[order[start]].key) {
                end += 1
            }
            if end == start + 1 {
                record.take(candidates[order[start]])
            } else {
                record.settle(order[start..<end], candidates, rules)
            }
            start = end
        }
        return record
    }

    /// Takes the only value of a field, which is the usual case: nothing is to be decided.
    private mutating func take(_ candidate: GoldenCandidate) {
        append(candidate.key, candidate.value, candidate)
        if let all = candidate.field?.all { append(all, .array([candidate.value]), candidate) }
    }

    /// Decides one field, and the field that holds all of its values.
    ///
    /// - Parameter places: those of the field's candidates; positions move cheaper than candidates do.
    private mutating func settle(_ places: ArraySlice<Int>, _ candidates: [GoldenCandidate], _ rules: ResolvingRules) {
        let key = candidates[places[places.startIndex]].key
        let byVendor = rules.policy.survivorship?[key] == .vendorPriority
        func precedes(_ left: Int, _ right: Int) -> Bool {
            candidates[left].precedes(candidates[right], byVendor: byVendor)
        }
        // Of most fields only the best value counts.
        guard places.contains(where: { candidates[$0].field?.all != nil }) else {
            guard let best = places.min(by: precedes) else { return }
            return append(key, candidates[best].value, candidates[best])
        }
        let sorted = places.sorted(by: precedes)
        append(key, candidates[sorted[0]].value, candidates[sorted[0]])
        guard let field = sorted.lazy.compactMap({ candidates[$0].field }).first, let all = field.all else { return }
        // Most accounts of a person spell a value alike, and a spelling is brought to its normal form once.
        var (spellings, seen): (Set<JSONValue>, Set<JSONValue>) = ([], [])
        let values = sorted.map { candidates[$0].value }.filter { value in
            spellings.insert(value).inserted
                && seen.insert(GoldenRecord.comparable(value, field.kind, rules)).inserted
        }
        append(all, .array(values), candidates[sorted[0]])
    }

    /// What two spellings of one identifier have in common; any other value is itself.
    private static func comparable(_ value: JSONValue, _ kind: Identifier.Kind?, _ rules: ResolvingRules) -> JSONValue {
        let found = kind.flatMap { rules.normalizer.identifier($0, value) }
        return found.map { .string($0.identifier.value) } ?? value
    }

    private mutating func append(_ key: String, _ value: JSONValue, _ candidate: GoldenCandidate) {
        let provenance = Provenance(account: candidate.account, at: candidate.time, isPinned: candidate.isPinned)
        entries.append(Entry(key: key, value: value, provenance: provenance))
    }
}
