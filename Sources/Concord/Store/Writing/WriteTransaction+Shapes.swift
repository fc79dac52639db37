import Foundation
import GRDB

extension WriteTransaction {
    /// The record of a shape, registered now if it is new; `nil` when requests have brought as many as they may.
    ///
    /// From here on every write maintains the shape, in every process.
    mutating func register(_ shape: ListingShape, _ origin: ShapeRecord.Origin) throws -> ShapeRecord? {
        if var known = catalogue[shape] {
            guard origin == .declared, known.origin != .declared else { return known }
            known.origin = .declared
            try CatalogueTable.setOrigin(of: known, in: database)
            try change { $0.record(known) }
            return known
        }
        let requested = catalogue.shapes.count { $0.origin == .requested }
        guard origin == .declared || requested < context.configuration.maximumRequestedShapes else { return nil }
        let record = try CatalogueTable.insert(shape, origin, in: database)
        try change { $0.record(record) }
        return record
    }

    /// Replaces a person's keys, for every shape that the change touches.
    func maintainListingKeys(of id: PersonID, from old: PersonRecord?, to new: PersonRecord?) throws {
        if catalogue.shapes.isEmpty { return }
        let before = try old.map { try listed(id, $0) }
        let after = try new.map { try listed(id, $0) }
        for record in catalogue.shapes {
            let (old, new) = (before.map(record.shape.keys) ?? [], after.map(record.shape.keys) ?? [])
            for key in old.subtracting(new) {
                try ListingKeyTable.delete(shape: record.id, key: key, person: id, on: connection)
            }
            for key in new.subtracting(old) {
                try ListingKeyTable.insert(shape: record.id, key: key, person: id, on: connection)
            }
        }
    }

    /// The person with the properties that the shapes look at.
    private func listed(_ id: PersonID, _ record: PersonRecord) throws -> ListedPerson {
        ListedPerson(
            id: id,
            lastInteraction: Timestamp(milliseconds: record.updatedAt),
            properties: try record.properties.withUnsafeBufferPointer { try catalogue.shapedMembers.read($0) }
        )
    }
}

extension ShapeRecord: BuiltRecord {
    static let table = "shape"

    func record(in catalogue: inout Catalogue) { catalogue.record(self) }

    func fill(after cursor: Data, in transaction: WriteTransaction) throws -> (count: Int, last: Data) {
        let reader = PersonReader(connection: transaction.connection, members: StoredMembers(shape.properties))
        var (count, last) = (0, PersonID(ULID(bytes: cursor)))
        try reader.walk(after: last, limit: transaction.context.configuration.registrationSlice) { person in
            (count, last) = (count + 1, person.id)
            for key in shape.keys(of: person) {
                try ListingKeyTable.insert(shape: id, key: key, person: person.id, on: transaction.connection)
            }
            return true
        }
        return (count, last.ulid.bytes)
    }
}

extension ULID {
    /// The 16 bytes of a column.
    init(bytes: Data) {
        let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 8).map { start in
            bytes[start...].prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        self.init(high: words[0], low: words[1])
    }

    fileprivate var bytes: Data {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Data($0) }
    }
}
