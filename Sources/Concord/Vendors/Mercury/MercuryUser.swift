/// A user of a listing.
public struct MercuryUser: Sendable, Hashable {
    /// The person's id.
    public let userID: PersonID
    /// The properties `user.firstName` and `user.lastName`, where they are strings.
    public let firstName: String?
    public let lastName: String?
    /// The newest effective write of the person's accounts; an upsert that changes nothing is none (vendors.md 55).
    public let lastInteractionTime: Timestamp
    /// The golden record, by its flat keys.
    public let properties: JSONObject

    init(_ person: PersonPage.Item) {
        userID = person.id
        firstName = person.properties["user.firstName"]?.string
        lastName = person.properties["user.lastName"]?.string
        lastInteractionTime = person.lastInteraction
        properties = person.properties
    }

    /// The vendor's object; names that are not known are null.
    public var json: JSONValue {
        [
            "userId": .string(userID.description),
            "firstName": firstName.map(JSONValue.string) ?? .null,
            "lastName": lastName.map(JSONValue.string) ?? .null,
            "lastInteractionTime": .string(lastInteractionTime.mercuryText),
            "properties": .object(properties),
        ]
    }
}

/// A page of users.
public struct MercuryUserPage: Sendable, Hashable {
    public let items: [MercuryUser]
    /// The `startId` of the next page; `nil` on the last page. The vendor has no such member: its clients ask for one
    /// user more than they need (vendors.md 50).
    public let nextStartID: PersonID?

    /// The vendor's answer.
    public var json: JSONValue {
        var data: JSONObject = ["items": .array(items.map(\.json))]
        data["nextStartId"] = nextStartID.map { .string($0.description) }
        return ["success": true, "data": .object(data)]
    }
}

extension Timestamp {
    /// `2020-03-17 16:54:06.0`, UTC: the text of a `java.sql.Timestamp`, with the shortest fraction of at least one digit
    /// (vendors.md 55).
    var mercuryText: String {
        var text = String(iso8601.dropLast())
        while text.hasSuffix("0"), !text.hasSuffix(".0") { text.removeLast() }
        return text.replacing("T", with: " ")
    }
}
