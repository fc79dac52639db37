import ArgumentParser
import Concord

/// `concord person show`: all that is known of a person.
struct PersonShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a person's accounts and properties.",
        discussion: """
            Each property comes with the space it is from and the time of its last write there. With --json: \
            {"id","ids":[...],"accounts":[{"id","vendor","scope","key","tags",...}],"properties":{...}, \
            "provenance":{KEY:{"account","at","pinned"}},"updatedAt"}. An account without a key has no "key". ids are \
            all ids that lead here, the person's own first. Writes nothing.
            """
    )

    @OptionGroup var person: OnePerson
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.reading { engine in
            PersonAnswer(person: try await engine.livingPerson(person.id)).print(asJSON: options.json)
        }
    }
}

/// A person as the command line shows it.
struct PersonAnswer: Answer {
    let person: Person

    var json: JSONValue { person.json }

    var lines: [String] {
        let accounts = person.accounts.map { AccountRendering.row(of: $0) + [HumanText.minute($0.updatedAt)] }
        let others = person.ids.filter { $0 != person.id }
        return ["\(person.id), \(HumanText.count(accounts.count, "account")); times are UTC", "", "Accounts"]
            + TextTable.lines(accounts) + ["", "Properties"] + TextTable.lines(properties)
            + (others.isEmpty ? [] : ["", "Other ids that lead here"] + others.map { "  \($0)" })
    }

    /// Each property with the space that it comes from and the time of its last write there.
    private var properties: [[String]] {
        let spaces = Dictionary(uniqueKeysWithValues: person.accounts.map { ($0.id, $0.space.description) })
        return person.record.properties.members.map { member in
            let row = [member.name, HumanText.value(member.value)]
            guard let origin = person.record.provenance[member.name] else { return row }
            let source = origin.isPinned ? "pinned" : spaces[origin.account] ?? origin.account.description
            return row + [source, HumanText.minute(origin.at)]
        }
    }
}
