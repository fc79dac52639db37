import Foundation

/// Every listing key is a person's, and every person's is there.
extension StoreCheck {
    static let listingKeys = StoreCheck(
        name: "listing keys",
        compares: "the keys of every shape, made anew of the golden records, with the stored ones, both ways",
        unit: "keys"
    ) { snapshot, findings in
        let shapes = try snapshot.catalogue.shapes.map { try FilledShape($0, snapshot) }
        let reader = PersonReader(connection: snapshot.connection, members: snapshot.catalogue.shapedMembers)
        var there = 0
        if !shapes.isEmpty {
            try reader.walk(from: nil) { person in
                for shape in shapes { there += try compare(person, shape, snapshot, &findings) }
                return true
            }
        }
        let superfluous = try snapshot.count("SELECT count(*) FROM listing_key") - there
        if superfluous > 0 {
            let message = "\(superfluous) keys are not of any person's golden record"
            findings.add(CheckFinding(.superfluous, message, table: "listing_key"))
        }
    }

    private struct FilledShape {
        let record: ShapeRecord
        /// The last person that has to be in it; `nil` for all: one that is being built may lack those behind.
        let last: PersonID?

        init(_ record: ShapeRecord, _ snapshot: CheckedSnapshot) throws {
            self.record = record
            let progress = try CatalogueTable.progress(of: record, in: snapshot.database)
            last = progress.flatMap { $0.isReady ? nil : PersonID(ULID(bytes: $0.cursor)) }
        }
    }

    /// Looks a person's keys of one shape up, and says how many are there.
    private static func compare(
        _ person: ListedPerson,
        _ shape: FilledShape,
        _ snapshot: CheckedSnapshot,
        _ findings: inout CheckFindings
    ) throws -> Int {
        var there = 0
        for key in shape.record.shape.keys(of: person) {
            findings.examine()
            let place = ListingPlace(key: key, id: person.id)
            if try ListingKeyTable.contains(place, shape: shape.record.id, on: snapshot.connection) {
                there += 1
            } else if shape.last.map({ person.id <= $0 }) ?? true {
                let message = "A person cannot be listed in its place (shape \(shape.record.id))"
                let account = AccountID(person.id.ulid)
                findings.add(CheckFinding(.missing, message, table: "listing_key", account: account))
            }
        }
        return there
    }
}
