extension WriteTransaction {
    /// Brings the persons to what an account's new state makes of them.
    mutating func resolve(changed account: Account, from _: Account?) throws {
        let properties = JSONValue.object(JSONObject()).printed()
        let record = PersonRecord(properties: properties, updatedAt: account.updatedAt.milliseconds)
        try store(record, as: account.person)
    }
}
