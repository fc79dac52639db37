import ArgumentParser
import Concord

/// `concord person pin`: a human's value for a property.
struct PersonPin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Sets a property, whatever the accounts say.",
        discussion: """
            VALUE is taken as JSON if it is JSON (42, true, '["a","b"]', '"42"' for the text 42), else as text. One \
            that begins with - goes behind --. Pinning again replaces the value; unpin takes it away. With --json: \
            the person, as show prints it.
            """
    )

    @OptionGroup var person: OnePerson

    @Argument(help: "The property, such as user.email.")
    var key: String

    @Argument(help: "Its value: JSON, or text.")
    var value: String

    @OptionGroup var signature: SignatureOptions
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.writing { engine in
            try await engine.pin(person.id, key, PersonPin.json(value), signature.signature)
            try await PropertyAnswer(key: key, after: engine.livingPerson(person.id)).print(asJSON: options.json)
        }
    }

    /// The text as JSON where it is JSON, else as a string.
    static func json(_ text: String) -> JSONValue {
        (try? JSONValue(parsing: text.utf8)) ?? .string(text)
    }
}

/// `concord person unpin`: a property that follows the accounts again.
struct PersonUnpin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unpin",
        abstract: "Lets a property follow the accounts again.",
        discussion: """
            Refused, with exit code 1, when the property is not pinned. With --json: the person, as show prints it.
            """
    )

    @OptionGroup var person: OnePerson

    @Argument(help: "The property, such as user.email.")
    var key: String

    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.writing { engine in
            try await engine.unpin(person.id, key)
            try await PropertyAnswer(key: key, after: engine.livingPerson(person.id)).print(asJSON: options.json)
        }
    }
}

/// A property after it was pinned or let go.
struct PropertyAnswer: Answer {
    let key: String
    let person: Person

    init(key: String, after person: Person) {
        self.key = key
        self.person = person
    }

    var json: JSONValue { PersonAnswer(person: person).json }

    var lines: [String] {
        guard let value = person.record.properties[key] else { return ["\(key) has no value now."] }
        let isPinned = person.record.provenance[key]?.isPinned ?? false
        return ["\(key) is \(HumanText.value(value)) now, \(isPinned ? "pinned" : "from the accounts")."]
    }
}
