import ArgumentParser
import Concord

/// `concord person join`: a human says that two are one.
struct PersonJoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Decides that two are one person.",
        discussion: """
            The decision counts whatever the evidence says and outlives every run and rebuild; withdraw ends it. \
            Refused, with exit code 1, when they are one person already and when other decisions say the opposite: the \
            answer names those. With --json: {"decisions":[n],"persons":[...]}, the decision's number and the persons \
            that A and B are afterwards.
            """
    )

    @OptionGroup var persons: TwoPersons
    @OptionGroup var signature: SignatureOptions
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await persons.decide(options, "Decided") { [try await $0.join($1, $2, signature.signature)] }
    }
}

/// `concord person separate`: a human says that two are not one.
struct PersonSeparate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "separate",
        abstract: "Decides that two are different persons.",
        discussion: """
            An account against its own person means: against the person's other accounts. The decision counts whatever \
            the evidence says and outlives every run and rebuild; withdraw ends it. Refused, with exit code 1, for a \
            thing against itself and when other decisions say the opposite: the answer names those. With --json: \
            {"decisions":[n],"persons":[...]}, the decision's number and the persons that A and B are afterwards.
            """
    )

    @OptionGroup var persons: TwoPersons
    @OptionGroup var signature: SignatureOptions
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await persons.decide(options, "Decided") { [try await $0.separate($1, $2, signature.signature)] }
    }
}

/// `concord person withdraw`: a decision that no longer stands.
struct PersonWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Ends the decisions between two.",
        discussion: """
            Evidence counts again. Name both sides as the decision did. Refused, with exit code 1, when no decision \
            stands between them. With --json: {"decisions":[n,...],"persons":[...]}, the ended decisions' numbers and \
            the persons that A and B are afterwards.
            """
    )

    @OptionGroup var persons: TwoPersons
    @OptionGroup var signature: SignatureOptions
    @OptionGroup var options: PersonOptions

    func run() async throws {
        try await persons.decide(options, "Withdrawn") { try await $0.withdraw($1, $2, signature.signature) }
    }
}

extension TwoPersons {
    /// Makes or ends decisions, and prints what became of the two.
    fileprivate func decide(
        _ options: PersonOptions,
        _ verb: String,
        _ body: (IdentityEngine, PersonReference, PersonReference) async throws -> [Int64]
    ) async throws {
        try await options.database.writing { engine in
            let decisions = try await body(engine, a, b)
            let persons = [try await engine.livingPerson(a), try await engine.livingPerson(b)]
            DecisionAnswer(verb: verb, decisions: decisions, persons: persons).print(asJSON: options.json)
        }
    }
}

/// What a decision did.
struct DecisionAnswer: Answer {
    /// `Decided` or `Withdrawn`.
    let verb: String
    let decisions: [Int64]
    /// What the two sides lead to afterwards.
    let persons: [Person]

    private var ids: [PersonID] { Set(persons.map(\.id)).sorted() }

    var json: JSONValue {
        [
            "decisions": .array(decisions.map(JSONValue.integer)),
            "persons": .array(ids.map { .string($0.description) }),
        ]
    }

    var lines: [String] {
        let numbers = decisions.map(String.init).joined(separator: ", ")
        let count = ids.count == 1 ? "one person" : "two persons"
        let described = ids.map { id in
            let accounts = persons.first { $0.id == id }?.accounts.count ?? 0
            return "  \(id), \(HumanText.count(accounts, "account"))"
        }
        return ["\(verb): \(decisions.count == 1 ? "decision" : "decisions") \(numbers). They are \(count) now:"]
            + described
    }
}
