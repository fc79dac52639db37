/// A normalised column: for each row (later: each profile) the id of a value, 0 where there is none.
struct Field: Sendable {
    let name: String
    let kind: FieldKind
    var ids: [UInt32]
    var values: Lexicon

    /// How many rows have a value.
    var filled: Int { ids.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } }
}

/// Normalises the columns of a table, once per distinct value.
struct FieldNormalizer {
    let table: Table
    let assignments: [FieldAssignment]
    let threads: Int

    /// The fields of a table: names first, then the other columns in their order. Fields without any value are left out.
    func fields() -> [Field] {
        let names = columns { $0 == .givenName || $0 == .surname || $0 == .fullName }
        let others = columns { $0 != .ignored && $0 != .givenName && $0 != .surname && $0 != .fullName }
        let results = Parallel.map(others.count + 1, threads: threads) { index -> [Field] in
            guard index > 0 else { return NameFields(columns: names, rowCount: table.rowCount).fields() }
            let (column, kind) = others[index - 1]
            return [ValueNormalizer(kind: kind, column: column).field()]
        }
        var fields = merged(results.flatMap { $0 }.filter { $0.values.count > 0 })
        for index in fields.indices { fields[index].values.freeze() }
        return fields
    }

    private func columns(where holds: (FieldKind) -> Bool) -> [(Table.Column, FieldKind)] {
        assignments.compactMap { assignment in
            guard holds(assignment.kind), let index = table.columnIndex(assignment.column) else { return nil }
            return (table.columns[index], assignment.kind)
        }
    }

    /// Columns of one kind that are (almost) never filled in one row are spellings of one field: `ADDR_FULL` and `ADDR_LINE1`.
    private func merged(_ fields: [Field]) -> [Field] {
        var merged: [Field] = []
        for field in fields {
            let index = merged.firstIndex { [.street, .city, .company].contains(field.kind) && $0.isDisjoint(field) }
            guard let index else {
                merged.append(field)
                continue
            }
            merged[index].absorb(field)
        }
        return merged
    }
}

extension Field {
    fileprivate func isDisjoint(_ other: Field) -> Bool {
        guard kind == other.kind else { return false }
        let both = zip(ids, other.ids).count { $0 != 0 && $1 != 0 }
        return both * 50 <= min(filled, other.filled)
    }

    fileprivate mutating func absorb(_ other: Field) {
        for (row, id) in other.ids.enumerated() where id != 0 && ids[row] == 0 {
            ids[row] = other.values.withBytes(of: id) { values.intern($0) }
        }
    }
}
