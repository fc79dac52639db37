import ArgumentParser
import Concord

/// `concord review`: what waits for a human.
struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists what waits for a human's decision.",
        discussion: """
            The oldest item is first. Each is evidence that ties accounts which a rule keeps apart, or a pair that a \
            batch run found possible. person join and person separate decide it. With --json, one line an item: \
            {"kind":"value"|"link"|"possible","identifier","value","accounts":[...],"rule","since"}; rule is \
            cleanSpace, limit, different or null. Writes nothing.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("How many to list at most.", valueName: "n"))
    var limit = 100

    @Flag(help: "Print one line of JSON an item.")
    var json = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is \(limit). Give a number of at least 1.") }
    }

    func run() async throws {
        try await database.reading { engine in
            let reviews = try await engine.reviews(limit: limit)
            if reviews.isEmpty, !json { print("Nothing waits for a decision.") }
            for review in reviews {
                var accounts: [Account] = []
                for id in review.item.accounts {
                    if let account = try await engine.account(.id(id)) { accounts.append(account) }
                }
                ReviewAnswer(review: review, accounts: accounts).print(asJSON: json)
            }
        }
    }
}

/// One item as the command line shows it.
struct ReviewAnswer: Answer {
    let review: OpenReview
    /// Those of the item that still live.
    let accounts: [Account]

    var json: JSONValue {
        var object: JSONObject = [
            "kind": .string(kind), "accounts": .array(review.item.accounts.map { .string($0.description) }),
            "rule": rule.map(JSONValue.string) ?? .null, "since": .string(review.since.iso8601),
        ]
        if case .value(let identifier) = review.item.subject {
            object["identifier"] = .string(identifier.kind.rawValue)
            object["value"] = .string(identifier.value)
        }
        return .object(object)
    }

    var lines: [String] {
        let rows = accounts.map { AccountRendering.row(of: $0) + [$0.person.description] }
        return ["\(subject) \(reason). Since \(HumanText.minute(review.since)) UTC."] + TextTable.lines(rows) + [""]
    }

    private var kind: String {
        switch review.item.subject {
        case .value: "value"
        case .link: "link"
        case .possible: "possible"
        }
    }

    private var rule: String? {
        switch review.item.obstacle {
        case .different: "different"
        case .cleanSpace: "cleanSpace"
        case .limit: "limit"
        case nil: nil
        }
    }

    private var subject: String {
        switch review.item.subject {
        case .value(let identifier): "The \(identifier.kind.rawValue) \(identifier.value) would join these accounts,"
        case .link: "A batch run's match would join these accounts,"
        case .possible: "A batch run finds it possible that these accounts are one person,"
        }
    }

    private var reason: String {
        switch review.item.obstacle {
        case .different: "but a decision says that some of them are different persons"
        case .cleanSpace(let space): "but one person would then have two keys of \(space)"
        case .limit(let kind, let most): "but one person would then have more than \(most) of \(kind.rawValue)"
        case nil: "and cannot tell"
        }
    }
}
