/// Builds the name fields of a table: given name, surname, and what a full name says beyond them.
///
/// Given name and surname share one lexicon, so that a name in the wrong column has the id it would have in the right one.
struct NameFields {
    /// The columns of kind given name, surname and full name.
    let columns: [(Table.Column, FieldKind)]
    let rowCount: Int

    func fields() -> [Field] {
        let givenColumns = columns.filter { $0.1 == .givenName }.map(\.0)
        let surnameColumns = columns.filter { $0.1 == .surname }.map(\.0)
        let fullColumns = columns.filter { $0.1 == .fullName }.map(\.0)
        guard !columns.isEmpty else { return [] }
        var names = Lexicon()
        var given = ids(of: givenColumns.first, in: &names)
        var surname = ids(of: surnameColumns.first, in: &names)
        let extras = fullColumns + givenColumns.dropFirst() + surnameColumns.dropFirst()
        for column in fullColumns { fill(&given, &surname, from: column, in: &names) }
        var fields = [
            Field(name: givenColumns.first?.name ?? "given name", kind: .givenName, ids: given, values: names),
            Field(name: surnameColumns.first?.name ?? "surname", kind: .surname, ids: surname, values: names),
        ]
        fields.removeAll { field in field.ids.allSatisfy { $0 == 0 } }
        if !extras.isEmpty { fields.append(rest(of: extras, given: given, surname: surname, names: names)) }
        return fields
    }

    private func ids(of column: Table.Column?, in names: inout Lexicon) -> [UInt32] {
        guard let column else { return Array(repeating: 0, count: rowCount) }
        var output: [UInt8] = []
        var normalized: [UInt32] = [0]
        normalized.reserveCapacity(column.values.count + 1)
        for id in 0..<UInt32(column.values.count) {
            output.removeAll(keepingCapacity: true)
            column.values.withBytes(of: id + 1) { PersonName.normalize($0, into: &output) }
            normalized.append(Placeholders.holds(output[...]) ? 0 : names.intern(output))
        }
        return column.ids.map { normalized[Int($0)] }
    }

    /// Splits full names where neither given name nor surname is known.
    private func fill(
        _ given: inout [UInt32],
        _ surname: inout [UInt32],
        from column: Table.Column,
        in names: inout Lexicon
    ) {
        var split: [UInt32: (UInt32, UInt32)] = [:]
        for (row, id) in column.ids.enumerated() where id != 0 && given[row] == 0 && surname[row] == 0 {
            if split[id] == nil {
                let name = PersonName(column.values.string(id))
                split[id] = (names.intern(Array(name.given.utf8)), names.intern(Array(name.surname.utf8)))
            }
            (given[row], surname[row]) = split[id] ?? (0, 0)
        }
    }

    /// The words of further name columns that are neither given name nor surname, sorted: middle names, titles of nobility.
    private func rest(of extras: [Table.Column], given: [UInt32], surname: [UInt32], names: Lexicon) -> Field {
        var values = Lexicon()
        let words = extras.map { column in
            (0...UInt32(column.values.count)).map { TextFolding.fold(column.values.string($0)).split(separator: " ") }
        }
        let ids = (0..<rowCount).map { row -> UInt32 in
            let known = Set(
                names.string(given[row]).split(separator: " ") + names.string(surname[row]).split(separator: " ")
            )
            var rest = Set<Substring>()
            for (column, words) in zip(extras, words) { rest.formUnion(words[Int(column.ids[row])]) }
            return values.intern(Array(rest.subtracting(known).sorted().joined(separator: " ").utf8))
        }
        return Field(name: extras.map(\.name).joined(separator: "+"), kind: .fullName, ids: ids, values: values)
    }
}
