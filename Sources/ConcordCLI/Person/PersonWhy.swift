import ArgumentParser
import Concord

/// `concord person why`: what ties two together.
struct PersonWhy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Says why two accounts are one person.",
        discussion: """
            Prints the shortest chain of evidence from the one to the other. With --json: \
            {"steps":[{"from","to","evidence":{...},"because"}]}, or null when they are not one person. Writes nothing.
            """
    )

    @OptionGroup var persons: TwoPersons
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.reading { engine in
            WhyAnswer(explanation: try await engine.why(persons.a, persons.b)).print(asJSON: options.json)
        }
    }
}

/// `concord person why-not`: what keeps two apart.
struct PersonWhyNot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why-not",
        abstract: "Says why two accounts or persons are not one person.",
        discussion: """
            Prints what they have in common, and the rule that each piece of evidence did not pass. With --json: \
            {"findings":[{"evidence":{...},"reason","because"}]}, or null when they are one person. Writes nothing.
            """
    )

    @OptionGroup var persons: TwoPersons
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.reading { engine in
            let isOne = try await engine.why(persons.a, persons.b) != nil
            let objection = isOne ? nil : try await engine.whyNot(persons.a, persons.b)
            WhyNotAnswer(objection: objection).print(asJSON: options.json)
        }
    }
}

/// `concord person how`: the steps in which a person grew.
struct PersonHow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "how",
        abstract: "Says in which steps a person's accounts became one.",
        discussion: """
            The steps are in the order in which the evidence counts, which is not that in which it came. With --json: \
            {"steps":[{"clusters":[[...]],"evidence":{...},"because"}]}. Writes nothing.
            """
    )

    @OptionGroup var person: OnePerson
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await options.database.reading { engine in
            HowAnswer(growth: try await engine.how(person.id)).print(asJSON: options.json)
        }
    }
}

struct WhyAnswer: Answer {
    /// `nil` when the two are not one person.
    let explanation: Explanation?

    var json: JSONValue { explanation?.json ?? .null }

    var lines: [String] {
        guard let explanation else { return ["They are not one person; why-not says what keeps them apart."] }
        if explanation.steps.isEmpty { return ["Both name one account."] }
        return ["They are one person:"] + explanation.steps.map { "- \($0.sentence)" }
    }
}

struct WhyNotAnswer: Answer {
    /// `nil` when the two are one person.
    let objection: Objection?

    var json: JSONValue { objection?.json ?? .null }

    var lines: [String] {
        guard let objection else { return ["They are one person; why says what ties them together."] }
        return ["They are not one person:"] + objection.sentences.map { "- \($0)" }
    }
}

struct HowAnswer: Answer {
    let growth: Growth

    var json: JSONValue { growth.json }

    var lines: [String] {
        if growth.steps.isEmpty { return ["The person has one account; nothing had to be joined."] }
        return growth.steps.enumerated().map { "\($0.offset + 1). \($0.element.sentence)" }
    }
}
