import GRDB

/// The small tables: `store`, `space`, `discriminator`. Whether the policy can be read was found out before.
extension StoreCheck {
    static let catalogue = StoreCheck(
        name: "catalogue",
        compares: "spaces, discriminators and the numbers given so far with what the engine writes",
        unit: "rows"
    ) { snapshot, findings in
        try checkSpaces(snapshot, &findings)
        try checkDiscriminators(snapshot, &findings)
        try checkNumbers(snapshot, &findings)
    }

    private static func checkSpaces(_ snapshot: CheckedSnapshot, _ findings: inout CheckFindings) throws {
        // Two names that SQLite tells apart and the engine does not would be one space to it.
        findings.examine(snapshot.catalogue.names.count)
        if snapshot.catalogue.names.count != snapshot.catalogue.spaces.count {
            findings.add(CheckFinding(.invalid, "Two spaces have one name", table: "space"))
        }
        for id in try Int64.fetchAll(
            snapshot.database,
            sql: """
                SELECT id FROM space WHERE '' IN (vendor, scope) OR instr(vendor, char(0)) > 0 OR instr(scope, char(0)) > 0
                """
        ) {
            let message = "The space's name is empty or holds the character NUL"
            findings.add(CheckFinding(.invalid, message, table: "space", row: id))
        }
    }

    private static func checkDiscriminators(_ snapshot: CheckedSnapshot, _ findings: inout CheckFindings) throws {
        let rows = try Row.fetchCursor(snapshot.database, sql: "SELECT id, names FROM discriminator ORDER BY id")
        while let row = try rows.next() {
            let (id, names): (Int64, String) = (row["id"], row["names"])
            findings.examine()
            if Discriminator(text: names)?.text != names {
                let message = "The discriminator's names are not a sorted list"
                findings.add(CheckFinding(.invalid, message, table: "discriminator", row: id))
            }
        }
    }

    /// A number is never given again: the count of those given may not fall behind.
    private static func checkNumbers(_ snapshot: CheckedSnapshot, _ findings: inout CheckFindings) throws {
        findings.examine()
        let given = try snapshot.count("SELECT max(seq) FROM sqlite_sequence WHERE name = 'account'")
        if try snapshot.count("SELECT max(number) FROM account") > given {
            findings.add(CheckFinding(.invalid, "The next number was given before", table: "sqlite_sequence"))
        }
    }
}
