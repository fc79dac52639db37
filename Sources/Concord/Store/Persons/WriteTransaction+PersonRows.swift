extension WriteTransaction {
    /// Brings a person's row to `record`, or takes it away: only here and in ``insert(_:as:)`` do rows of `person`
    /// change, and with them whatever is kept by a person's properties.
    mutating func store(_ record: PersonRecord?, as id: PersonID) throws {
        let before = try PersonTable.find(id, on: connection)
        switch (before, record) {
        case (let before, let record) where before == record: return
        case (nil, let record?): try PersonTable.insert(id, record, on: connection)
        case (_?, let record?): try PersonTable.update(id, record, on: connection)
        case (_?, nil): try PersonTable.delete(id, on: connection)
        case (nil, nil): return
        }
        try maintainListingKeys(of: id, from: before, to: record)
    }

    /// Adds the row of a person who is new.
    mutating func insert(_ record: PersonRecord, as id: PersonID) throws {
        try PersonTable.insert(id, record, on: connection)
        try maintainListingKeys(of: id, from: nil, to: record)
    }
}
