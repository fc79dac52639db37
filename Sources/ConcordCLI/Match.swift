import ArgumentParser
import Concord

/// `concord match`: which account tags mean.
struct Match: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the account that tags match, or null.",
        discussion: """
            Answers as Botpress's get-or-create would match, as one line of JSON, and writes nothing. Of several \
            accounts it is the oldest, and "ambiguous" is true.
            """
    )

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("The tags, as a JSON object of strings.", valueName: "json"))
    var tags: String

    @Option(
        name: .customLong("discriminate-by"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "A tag that has to match; may be repeated. All tags have to when left out.",
            valueName: "name"
        )
    )
    var names: [String] = []

    @Option(help: ArgumentHelp("The bot (BOT or BOT/INTEGRATION).", valueName: "name"))
    var scope = Space.defaultScope

    func validate() throws {
        try VendorChoice.botpress.validate(scope: scope)
        _ = try Match.tags(from: tags)
    }

    func run() async throws {
        let tags = try Match.tags(from: tags)
        let engine = try database.openReadOnly()
        defer { try? engine.close() }
        let match = try await engine.match(
            tags: tags,
            discriminateByTags: names.isEmpty ? nil : names,
            in: engine.botpress(scope: scope).space
        )
        print(try AccountRendering.json(of: match).text)
    }

    /// Tags as a request has them: null and "" stand for no tag (vendors.md decision 11).
    static func tags(from text: String) throws -> Tags {
        guard let members = try? JSONValue(parsing: text.utf8).object?.members else {
            throw ValidationError("--tags is not a JSON object. Give one such as '{\"email\":\"ada@example.com\"}'.")
        }
        return Tags(
            try members.compactMap { member -> (name: String, value: String)? in
                switch member.value {
                case .string(let value): (name: member.name, value: value)
                case .null: nil
                default: throw ValidationError("--tags has \(member.value.kind) in it. Give strings or null.")
                }
            }
        )
    }
}
