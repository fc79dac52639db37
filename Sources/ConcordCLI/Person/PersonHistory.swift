import ArgumentParser
import Concord

/// `concord person history`: what happened to a person's accounts.
struct PersonHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Lists what happened to a person's accounts.",
        discussion: """
            With --json: {"events":[{"seq","at","kind","accounts":[...],"person","into","reason","before"}]}; before \
            has the values that an update replaced, by section and name, null for those that were not there. An \
            erased person has no history. Writes nothing.
            """
    )

    @OptionGroup var person: OnePerson
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.reading { engine in
            HistoryAnswer(events: try await engine.history(of: person.id)).print(asJSON: options.json)
        }
    }
}

struct HistoryAnswer: Answer {
    let events: [Event]

    var json: JSONValue { ["events": .array(events.map(\.json))] }

    var lines: [String] {
        TextTable.lines(
            [["time (UTC)", "event", "whom", "what"]] + events.map(row),
            indent: 0
        )
    }

    private func row(_ event: Event) -> [String] {
        let whom = event.accounts.count > 1 ? "\(event.accounts.count) accounts" : event.accounts.first?.description
        let persons = [event.person, event.into].compactMap { $0?.description }.joined(separator: " into ")
        let what = [event.into == nil ? nil : persons, event.reason, replaced(event)].compactMap { $0 }
        return [
            HumanText.minute(event.at), event.kind.rawValue, whom ?? persons,
            what.joined(separator: "; "),
        ]
    }

    /// The values that an update replaced: `profile.name was Bob`.
    private func replaced(_ event: Event) -> String? {
        guard let sections = event.before?.object?.members else { return nil }
        return sections.flatMap { section in
            (section.value.object?.members ?? []).map { field in
                let value = field.value == .null ? "not set" : HumanText.value(field.value)
                return "\(section.name).\(field.name) was \(value)"
            }
        }.joined(separator: "; ")
    }
}
