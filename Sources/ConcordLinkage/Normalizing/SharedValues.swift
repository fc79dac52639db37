/// Finds junk among values that should be nearly unique: what many people of different names carry is nobody's own.
///
/// `test@test.com` and a switchboard's number would glue strangers together; how often a value occurs and under how many names
/// tells them from a person who was seen often.
enum SharedValues {
    /// A value with fewer rows is left to the scoring, which lowers its weight by its frequency.
    static let minimalRows = 6

    /// Makes the junk values of nearly unique fields missing and returns them, most frequent first.
    ///
    /// Linear in the rows, but for a sort of those that carry a frequent value.
    static func remove(from fields: inout [Field], threads: Int) -> [JunkValue] {
        let names = fields.first { $0.kind == .givenName } ?? fields.first { $0.kind == .surname }
        guard let names else { return [] }
        let findings = Mutexed<[[JunkValue]]>(Array(repeating: [], count: fields.count))
        Parallel.forEach(&fields, threads: threads) { index, field in
            guard field.kind.isNearlyUnique else { return }
            findings.update { [found = clean(&field, names: names)] in $0[index] = found }
        }
        return findings.value.flatMap { $0 }.sorted { ($1.rows, $0.value) < ($0.rows, $1.value) }
    }

    private static func clean(_ field: inout Field, names: Field) -> [JunkValue] {
        var counts = [UInt32](repeating: 0, count: field.values.count + 1)
        for id in field.ids { counts[Int(id)] += 1 }
        counts[0] = 0
        var carriers: [UInt64] = []
        for (row, id) in field.ids.enumerated() where counts[Int(id)] >= minimalRows && names.ids[row] != 0 {
            carriers.append(UInt64(id) << 32 | UInt64(names.ids[row]))
        }
        carriers.sort()
        var distinct: [UInt32: Int] = [:]
        for (index, carrier) in carriers.enumerated() where index == 0 || carrier != carriers[index - 1] {
            distinct[UInt32(carrier >> 32), default: 0] += 1
        }
        let junk = distinct.filter { $0.value >= max(5, Int(counts[Int($0.key)]) / 2) }
        guard !junk.isEmpty else { return [] }
        for row in field.ids.indices where junk[field.ids[row]] != nil { field.ids[row] = 0 }
        return junk.map { id, names in
            JunkValue(field: field.name, value: field.values.string(id), rows: Int(counts[Int(id)]), names: names)
        }
    }
}
