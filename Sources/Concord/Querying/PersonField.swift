/// What a listing of persons can filter and sort by.
public enum PersonField: Sendable, Hashable {
    /// The person's id.
    case id
    /// The time of the newest effective write.
    case lastInteraction
    /// The stages of the listing's project that the person is in: as an array would be, one or several.
    case stage
    /// A property of the golden record, by its flat key.
    case property(String)

    public static func == (left: PersonField, right: PersonField) -> Bool {
        switch (left, right) {
        case (.id, .id), (.lastInteraction, .lastInteraction), (.stage, .stage): true
        case (.property(let left), .property(let right)): Bytewise.equal(left, right)
        default: false
        }
    }
}

extension PersonField {
    /// The field as a shape's text names it.
    var text: String {
        switch self {
        case .id: "id"
        case .lastInteraction: "lastInteraction"
        case .stage: "stage"
        case .property(let key): PersonField.propertyPrefix + key
        }
    }

    init?(text: Substring) {
        switch text {
        case "id": self = .id
        case "lastInteraction": self = .lastInteraction
        case "stage": self = .stage
        case _ where text.hasPrefix(PersonField.propertyPrefix):
            self = .property(String(text.dropFirst(PersonField.propertyPrefix.count)))
        default: return nil
        }
    }

    private static let propertyPrefix = "property:"
}
