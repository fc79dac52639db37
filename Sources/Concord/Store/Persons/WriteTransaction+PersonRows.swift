extension WriteTransaction {
    /// Brings a person's row to `record`, or takes it away: the one place that changes rows of `person`, and so the place
    /// for whatever is kept by a person's properties.
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
}
