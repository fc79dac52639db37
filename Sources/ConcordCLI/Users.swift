import ArgumentParser
import Concord
import Foundation

/// `concord users`: a page of Mercury.ai's listing of bot users.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists persons, in Mercury.ai's shape.",
        discussion: """
            Prints a page as one line of JSON, as the listing of bot users answers: \
            {"success":true,"data":{"items":[...],"nextStartId":...}}. An item is a person with its golden record; \
            nextStartId, missing on the last page, is what --start-id takes for the next one.

            Fields are userId, firstName, lastName, lastInteractionTime, stageId, and any property by its full key, \
            such as user.company. Persons without a value come last in both directions; ties are broken by userId.

            A filter has a mode (include, or exclude for the persons that do not match), a field, an operator and a \
            value; all filters have to hold. The operators are = != < <= > >= contains startsWith endsWith in exists \
            notExists. The value null stands for "not set".

            Changes nothing but the upkeep of listings: an order, and the field of an = filter, are kept ready from \
            their first use on (8 of them), so that later pages read only what they print. For that the command may go \
            on for a second after it has printed; the next listing does the rest.
            """
    )

    /// How long the process goes on for the sake of later listings.
    private static let upkeep = Duration.seconds(1)

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("The project of the policy.", valueName: "id"))
    var project = "default"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            #"A JSON array such as '[{"mode":"include","field":"user.company","operator":"=","value":"Acme"}]'."#,
            valueName: "json"
        )
    )
    var filters: String?

    @Option(
        name: .customLong("sort-by"),
        parsing: .unconditional,
        help: ArgumentHelp("Fields, each behind + or -, such as -lastInteractionTime,+lastName.", valueName: "list")
    )
    var sortBy: String?

    @Option(
        name: .customLong("start-id"),
        parsing: .unconditional,
        help: ArgumentHelp("The person that the page begins at.", valueName: "id")
    )
    var startID: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The most persons to print: 1 to 1000, 50 when left out.", valueName: "n")
    )
    var limit: String?

    @Option(
        name: .customLong("stage-ids"),
        parsing: .unconditional,
        help: ArgumentHelp("Stages of the project; only persons of one of them.", valueName: "list")
    )
    var stageIDs: String?

    func run() async throws {
        let request = try MercuryListUsers(
            stageIds: stageIDs,
            filters: filters,
            sortBy: sortBy,
            startId: startID,
            limit: limit
        )
        let engine = try database.openAndMigrate()
        defer { try? engine.close() }
        print(try await engine.mercury(project: project).users(request).json.text)
        fflush(nil)
        await engine.finishUpkeep(within: Users.upkeep)
    }
}
