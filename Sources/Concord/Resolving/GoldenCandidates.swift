/// The candidates for all fields of a person's golden record.
struct GoldenCandidates {
    private var all: [GoldenCandidate] = []
    /// Those of `all`, at the same positions.
    private var standings: [GoldenCandidate.Standing] = []
    private var heads: [KeyHead] = []

    init(of accounts: [Account], pins: [Pin], _ rules: ResolvingRules) {
        all.reserveCapacity(8 * accounts.count)
        for account in accounts {
            GoldenCandidate.append(of: account, rules.rules(of: account.space.vendor), to: &all)
        }
        for pin in pins where !pin.value.isEmpty { all.append(GoldenCandidate(pin)) }
        standings = all.map(\.standing)
        heads = all.map { KeyHead($0.key) }
    }

    subscript(position: Int) -> GoldenCandidate { all[position] }

    /// The positions of the candidates, those for each field together.
    ///
    /// Sorting by heads, which are numbers, costs a tenth of sorting by keys.
    func fields() -> [ArraySlice<Int>] {
        let order = all.indices.sorted { left, right in
            if heads[left] != heads[right] { return heads[left] < heads[right] }
            return !heads[left].isWhole && Bytewise.precedes(all[left].key, all[right].key)
        }
        var fields: [ArraySlice<Int>] = []
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, isOneField(order[start], order[end]) { end += 1 }
            fields.append(order[start..<end])
            start = end
        }
        return fields
    }

    private func isOneField(_ left: Int, _ right: Int) -> Bool {
        heads[left] == heads[right] && (heads[left].isWhole || Bytewise.equal(all[left].key, all[right].key))
    }

    /// The candidate that is chosen among those for one field.
    func best(of field: ArraySlice<Int>, byVendor: Bool) -> Int? {
        field.min { precedes($0, $1, byVendor: byVendor) }
    }

    /// The candidates for one field, the best first.
    func sorted(_ field: ArraySlice<Int>, byVendor: Bool) -> [Int] {
        field.sorted { precedes($0, $1, byVendor: byVendor) }
    }

    private func precedes(_ left: Int, _ right: Int, byVendor: Bool) -> Bool {
        standings[left].precedes(standings[right], byVendor: byVendor) ?? all[left].precedesAmongEquals(all[right])
    }
}

/// The beginning and the length of a key.
private struct KeyHead: Comparable {
    /// Seven bytes and, in the last one, how many there are.
    private let bits: UInt64

    init(_ key: String) {
        bits = Bytewise.withBytes(of: key) { bytes in
            let head = (0..<7).reduce(UInt64(0)) { $0 << 8 | ($1 < bytes.count ? UInt64(bytes[$1]) : 0) }
            return head << 8 | UInt64(min(bytes.count, 255))
        }
    }

    /// Whether keys with this head are equal.
    var isWhole: Bool { bits & 255 <= 7 }

    static func < (left: KeyHead, right: KeyHead) -> Bool { left.bits < right.bits }
}
