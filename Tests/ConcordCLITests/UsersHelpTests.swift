import ConcordTesting
import Testing

/// The help of `concord users`, word by word.
@Suite struct UsersHelpTests {
    @Test(arguments: [["help", "users"], ["users", "--help"]])
    func helpSaysWhatToType(arguments: [String]) throws {
        let result = try Command.run(arguments, in: TemporaryStore())
        #expect(result.status == 0)
        #expect(result.output == Self.help)
        #expect(result.errors.isEmpty)
    }

    private static let help = """
        OVERVIEW: Lists persons, in Mercury.ai's shape.

        Prints a page as one line of JSON, as the listing of bot users answers:
        {"success":true,"data":{"items":[...],"nextStartId":...}}. An item is a person
        with its golden record; nextStartId, missing on the last page, is what
        --start-id takes for the next one.

        Fields are userId, firstName, lastName, lastInteractionTime, stageId, and any
        property by its full key, such as user.company. Persons without a value come
        last in both directions; ties are broken by userId.

        A filter has a mode (include, or exclude for the persons that do not match), a
        field, an operator and a value; all filters have to hold. The operators are =
        != < <= > >= contains startsWith endsWith in exists notExists. The value null
        stands for "not set".

        Changes nothing but the upkeep of listings: an order, and the field of an =
        filter, are kept ready from their first use on (8 of them), so that later pages
        read only what they print. For that the command may go on for a second after it
        has printed; the next listing does the rest.

        USAGE: concord users --database <file> [--project <id>] [--filters <json>] [--sort-by <list>] [--start-id <id>] [--limit <n>] [--stage-ids <list>]

        OPTIONS:
          --database <file>       The database's file.
          --project <id>          The project of the policy. (default: default)
          --filters <json>        A JSON array such as
                                  '[{"mode":"include","field":"user.company","operator":"=","value":"Acme"}]'.
          --sort-by <list>        Fields, each behind + or -, such as
                                  -lastInteractionTime,+lastName.
          --start-id <id>         The person that the page begins at.
          --limit <n>             The most persons to print: 1 to 1000, 50 when left
                                  out.
          --stage-ids <list>      Stages of the project; only persons of one of them.
          --version               Show the version.
          -h, --help              Show help information.


        """
}
