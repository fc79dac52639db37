/// A person as a listing looks at one: with the properties that the query names, or with all.
struct ListedPerson: Sendable, Hashable {
    let id: PersonID
    let lastInteraction: Timestamp
    let properties: JSONObject
    /// The stages of the listing's project that the person is in, where the query asks for them.
    var stages: [String] = []

    /// The value that a filter looks at; `nil` for an unset field.
    subscript(field: PersonField) -> JSONValue? {
        switch field {
        case .id: return .string(id.description)
        case .lastInteraction: return .string(lastInteraction.iso8601)
        case .stage: return stages.isEmpty ? nil : .array(stages.map(JSONValue.string))
        case .property(let key):
            let value = properties[key]
            return value == .null ? nil : value
        }
    }

    /// The bytes that place the person in an order; ties are the id's to break.
    func orderedKey(_ order: [SortKey], after prefix: OrderedKey = OrderedKey()) -> OrderedKey {
        var key = prefix
        key.reserve(order.count)
        for sortKey in order {
            // The text of a year beyond 9999 would not be in the order of time.
            let value = sortKey.field == .lastInteraction ? .integer(lastInteraction.milliseconds) : self[sortKey.field]
            key.append(value, descending: sortKey.isDescending)
        }
        return key
    }
}

extension JSONValue {
    /// The elements of an array, or the value itself.
    var elements: [JSONValue] { array ?? [self] }
}
