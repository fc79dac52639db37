/// What a listing is kept ready for: the field of an equality filter, if any, and the order of the persons.
///
/// For each shape a person has a key for each value that an equality filter can find it by, or one key where the shape
/// has no such field. Listings of one shape are ranges of its keys.
struct ListingShape: Sendable, Hashable {
    /// The property of the `=` filter.
    let equality: String?
    /// The deciding keys, see ``Swift/Array/deciding``.
    let order: [SortKey]

    /// More keys than this are not worth a row for each person.
    static let maximumKeys = 4

    /// The shape, or `nil` for an order that no store keeps: a stage is the policy's to change.
    init?(equality: String?, order: [SortKey]) {
        guard order.count <= ListingShape.maximumKeys, !order.contains(where: { $0.field == .stage }),
            equality != nil || !order.isEmpty
        else { return nil }
        (self.equality, self.order) = (equality, order)
    }

    static func == (left: ListingShape, right: ListingShape) -> Bool { Bytewise.equal(left.text, right.text) }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// The properties that the keys are made of.
    var properties: [String] {
        (equality.map { [$0] } ?? [])
            + order.compactMap { key in
                if case .property(let name) = key.field { name } else { nil }
            }
    }

    /// The person's keys, each once.
    func keys(of person: ListedPerson) -> Set<OrderedKey> {
        guard let equality else { return [person.orderedKey(order)] }
        let prefixes = Set(ListingShape.comparands(of: person[.property(equality)]).map(ListingShape.prefix))
        return Set(prefixes.map { person.orderedKey(order, after: $0) })
    }

    /// What the keys of persons begin with that have a value; `nil` for those without one.
    static func prefix(_ comparand: Comparand?) -> OrderedKey {
        var key = OrderedKey()
        key.append(comparand)
        return key
    }

    private static func comparands(of value: JSONValue?) -> [Comparand?] {
        guard let value else { return [nil] }
        return value.elements.compactMap(Comparand.init(stored:))
    }
}

extension ListingShape {
    /// The shape as the database names it: canonical JSON, equal for equal shapes.
    var text: String {
        var members: JSONObject = [
            "order": .array(order.map { .string(($0.isDescending ? "-" : "+") + $0.field.text) })
        ]
        members["equality"] = equality.map(JSONValue.string)
        return JSONValue.object(members).text
    }

    init?(text: String) {
        guard let members = try? JSONValue(parsing: text.utf8).object, let order = members["order"]?.array else {
            return nil
        }
        let keys = order.compactMap { element -> SortKey? in
            guard let text = element.string, let field = PersonField(text: text.dropFirst()) else { return nil }
            return SortKey(field, descending: text.hasPrefix("-"))
        }
        guard keys.count == order.count else { return nil }
        self.init(equality: members["equality"]?.string, order: keys)
    }
}
