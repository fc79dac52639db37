/// A table made ready for comparing: fields recognised and normalised, junk taken out, equal rows put together.
struct Preparation {
    let assignments: [FieldAssignment]
    let junk: [JunkValue]
    let profiles: Profiles
    let comparer: PairComparer
    /// For each profile the number of its source if that source holds nobody twice, else 0; empty without such sources.
    let cleanSources: [UInt32]
    /// What no two rows of one person may have different values of, each with its value for each profile, 0 where none:
    /// the generation that a name ends with, a customer number.
    let marks: [[UInt32]]
    let truth: Truth?

    init(_ table: Table, _ configuration: LinkageConfiguration) throws {
        let threads = configuration.threads
        guard table.rowCount > 0 else {
            throw LinkageError(
                .input,
                "There are no rows below the header",
                remedy: "Give a file with at least one row"
            )
        }
        assignments = try Self.assignments(table, configuration)
        truth = try configuration.truthColumn.map { Truth(people: try table.requiredColumn($0).ids) }
        var fields = FieldNormalizer(table: table, assignments: assignments, threads: threads).fields()
        guard !fields.isEmpty else {
            throw LinkageError(
                .input,
                "No column can tell people apart",
                remedy: "Name the kinds of the columns, for example in a file of fields"
            )
        }
        junk = SharedValues.remove(from: &fields, threads: threads)
        fields = Array(fields.sorted { $0.rank < $1.rank }.prefix(ComparisonPattern.capacity))
        let clean = try Self.cleanSources(table, configuration)
        let names = zip(table.columns, assignments).filter { $1.kind.isName }.map(\.0)
        let generations = GenerationMark.generations(of: names, rowCount: table.rowCount)
        let numbers = try configuration.onePerPerson.sorted().map { try table.requiredColumn($0).ids }
        let separators = Self.separators(clean, generations, numbers, configuration, rowCount: table.rowCount)
        profiles = Profiles(fields: fields, rowCount: table.rowCount, sources: separators, threads: threads)
        comparer = PairComparer(profiles: profiles, nicknames: configuration.nicknames, threads: threads)
        let profiles = profiles
        func ofProfiles(_ values: [UInt32]) -> [UInt32] {
            values.isEmpty ? [] : profiles.starts.dropLast().map { values[Int(profiles.rows[Int($0)])] }
        }
        marks = ([generations.map { UInt32($0) }] + numbers).map(ofProfiles).filter { !$0.isEmpty }
        cleanSources = ofProfiles(clean)
    }

    func profilePair(_ rows: RowPair) -> ProfilePair {
        let (a, b) = (profiles.profileOfRow[rows.a], profiles.profileOfRow[rows.b])
        return ProfilePair(a: min(a, b), b: max(a, b))
    }

    private static func assignments(_ table: Table, _ configuration: LinkageConfiguration) throws -> [FieldAssignment] {
        for assignment in configuration.fields { _ = try table.requiredColumn(assignment.column) }
        var ignored = configuration.ignoredColumns
        for column in ignored { _ = try table.requiredColumn(column) }
        ignored.formUnion([configuration.sourceColumn, configuration.truthColumn].compactMap { $0 })
        ignored.formUnion(configuration.onePerPerson)
        let given = Dictionary(configuration.fields.map { ($0.column, $0.kind) }, uniquingKeysWith: { $1 })
        let recognizer = FieldRecognizer()
        let kinds = Parallel.map(table.columns.count, threads: configuration.threads) { [ignored] index -> FieldKind in
            let column = table.columns[index]
            return ignored.contains(column.name) ? .ignored : given[column.name] ?? recognizer.kind(of: column)
        }
        return zip(table.columns, kinds).map { FieldAssignment(column: $0.name, kind: $1) }
    }

    /// For each row the number of its source if that source is clean, else 0; empty when none is.
    private static func cleanSources(_ table: Table, _ configuration: LinkageConfiguration) throws -> [UInt32] {
        guard !configuration.cleanSources.isEmpty else { return [] }
        let (sourceOfRow, names): ([UInt32], [String])
        if let name = configuration.sourceColumn {
            let column = try table.requiredColumn(name)
            sourceOfRow = column.ids
            names = (0...UInt32(column.values.count)).map { column.values.string($0) }
        } else {
            sourceOfRow = table.fileOfRow.map { UInt32($0) + 1 }
            names = [""] + table.files
        }
        for source in configuration.cleanSources where !names.contains(source) {
            throw LinkageError(.usage, "There is no source '\(source)'", remedy: "Check the name and the source column")
        }
        let isClean = names.map { configuration.cleanSources.contains($0) }
        return sourceOfRow.map { isClean[Int($0)] ? $0 : 0 }
    }

    /// What keeps equal rows apart: a clean source, another generation, a number that a person has one of, or a decision
    /// that names one of them.
    private static func separators(
        _ clean: [UInt32],
        _ generations: [UInt8],
        _ numbers: [[UInt32]],
        _ configuration: LinkageConfiguration,
        rowCount: Int
    ) -> [UInt32] {
        let decided = Set((configuration.linkedRows + configuration.separateRows).flatMap { [$0.a, $0.b] })
        precondition(
            decided.allSatisfy { (0..<rowCount).contains($0) },
            "A decision names a row that is not in the table"
        )
        guard !decided.isEmpty || !generations.isEmpty || !numbers.isEmpty else { return clean }
        var separators = clean.isEmpty ? Array(repeating: 0, count: rowCount) : clean
        for (row, mark) in generations.enumerated() { separators[row] = separators[row] << 3 | UInt32(mark) }
        for row in decided { separators[row] = 1 << 31 | UInt32(row) }
        for column in numbers {
            for (row, number) in column.enumerated() where number != 0 { separators[row] = 1 << 31 | UInt32(row) }
        }
        return separators
    }
}

extension Table {
    func requiredColumn(_ name: String) throws -> Column {
        guard let index = columnIndex(name) else {
            throw LinkageError(
                .usage,
                "There is no column '\(name)'",
                remedy: "The columns are: \(columnNames.joined(separator: ", "))"
            )
        }
        return columns[index]
    }
}

extension Field {
    /// The more telling kinds first: a pattern has room for so many fields.
    fileprivate var rank: Int { FieldKind.allCases.firstIndex(of: kind) ?? 0 }
}
