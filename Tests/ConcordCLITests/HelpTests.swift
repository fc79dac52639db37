import Concord
import ConcordTesting
import Testing

/// The help texts, word by word: what users read first, and what changes with a dependency's new version.
@Suite struct HelpTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    @Test(
        arguments: [
            ([], overview), (["--help"], overview), (["help", "apply"], apply), (["help", "match"], match),
            (["help", "migrate"], migrate), (["help", "check"], check), (["help", "backup"], backup),
        ]
    )
    func helpSaysWhatToType(arguments: [String], help: String) throws {
        let result = try Command.run(arguments, in: store)
        #expect(result.status == 0)
        #expect(result.output == help)
        #expect(result.errors.isEmpty)
    }

    @Test func everyCommandSaysWhatItAndEachOfItsOptionsDoes() throws {
        let result = try Command.run(["--experimental-dump-help"], in: store)
        let root = try #require(JSONValue(parsing: result.output.utf8)["command"])
        let commands = HelpTests.commands(root).filter { $0.name != ["concord", "help"] }
        #expect(commands.count > 20)
        for (name, command) in commands {
            #expect(command["abstract"]?.string?.hasSuffix(".") == true, "\(name)")
            #expect(command["discussion"]?.string?.isEmpty == false, "\(name)")
            for argument in command["arguments"]?.array ?? [] {
                #expect(argument["abstract"]?.string?.hasSuffix(".") == true, "\(name): \(argument.text)")
            }
        }
    }

    /// A command and those below it, by their names.
    private static func commands(_ command: JSONValue) -> [(name: [String], command: JSONValue)] {
        let name = command["commandName"]?.string ?? ""
        let parts = (command["subcommands"]?.array ?? []).flatMap(commands)
        return [([name], command)] + parts.map { ([name] + $0.name, $0.command) }
    }

    @Test func theVersionIsPrinted() throws {
        #expect(try Command.run(["--version"], in: store).output == "0.1.0\n")
    }

    @Test(
        arguments: [
            (["nonsense"], "Unexpected argument 'nonsense'"),
            (["apply", "--database", "people.db"], "Missing expected argument '--vendor <vendor>'"),
            (
                ["apply", "--database", "people.db", "--vendor", "other"],
                "The value 'other' is invalid for '--vendor <vendor>'. Please provide one of 'botpress', 'usercom' or "
                    + "'channel'."
            ),
            (
                ["apply", "--database", "people.db", "--vendor", "botpress", "--scope", "a/b/c"],
                "--scope is none of Botpress's. Give BOT or BOT/INTEGRATION."
            ),
            (
                ["apply", "--database", "people.db", "--vendor", "channel", "--scope", ""],
                "--scope is empty. Leave it out to use 'default'."
            ),
            (["match", "--database", "people.db"], "Missing expected argument '--tags <json>'"),
            (["migrate"], "Missing expected argument '--database <file>'"),
            (["person", "join", "usercom:default:c-1", "--database", "people.db"], "Missing expected argument '<b>'"),
            (["events", "--database", "people.db", "--limit", "0"], "--limit is 0. Give a number of at least 1."),
            (["policy", "check"], "Missing expected argument '<file>'"),
        ]
    )
    func aWrongCommandLineIsExplained(arguments: [String], message: String) throws {
        let result = try Command.run(arguments, in: store)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("Error: \(message)\n"))
        #expect(try store.names == [])
    }
}

extension HelpTests {
    private static let overview = """
        OVERVIEW: Keeps several vendors' users in one store, and knows who is who.

        Concord takes the upserts of Botpress, User.com and Channel.io in their own
        shapes and keeps one SQLite database of all accounts and of the persons that
        they are.

        EXIT CODES:
          0   done
          1   refused: a line, an unknown id, a decision; or a check found something
          64  the command line is wrong
          65  not a database of Concord's, a damaged one, or one of a newer version
          66  a file that has to be there is not, or cannot be read
          70  an unexpected failure
          73  the output cannot be written
          74  reading or storing failed; a full disk is one reason
          75  another process is in the way; try again, or do what the message says
          78  the policy cannot be used, or differs from the database's

        USAGE: concord <subcommand>

        OPTIONS:
          --version               Show the version.
          -h, --help              Show help information.

        SUBCOMMANDS:
          apply                   Applies a vendor's upserts, one JSON request a line.
          match                   Prints the account that tags match, or null.
          users                   Lists persons, in Mercury.ai's shape.
          person                  Shows and explains a person, and decides on it.
          review                  Lists what waits for a human's decision.
          events                  Prints what happened to accounts and persons.
          policy                  Shows the policy in force, and checks a new one.
          rebuild                 Resolves all accounts into persons anew.
          dedupe                  Finds the rows of files, or accounts, that are the
                                  same person.
          run                     Lists and undoes what dedupe --link wrote.
          migrate                 Brings a database to this version's schema.
          check                   Looks for damage and contradictions in a database.
          backup                  Copies a database to a new file while others write.
          serve                   Serves the vendors' user APIs over HTTP.
          key                     Makes, lists and revokes the service's keys.

          See 'concord help <subcommand>' for detailed help.

        """

    private static let apply = """
        OVERVIEW: Applies a vendor's upserts, one JSON request a line.

        Reads one request body a line (Channel.io's with "memberId" beside the body's
        members; blank lines are skipped) and writes one line for each, in the same
        order: the vendor's answer, or {"error":<the vendor's error
        body>,"status":n,"line":n}. A refused line harms no other, and makes the exit
        code 1. Makes the database, or brings it to this version's schema, first.

        USAGE: concord apply --database <file> --vendor <vendor> [--scope <name>] [<file>] [--output <file>] [--policy <file>]

        ARGUMENTS:
          <file>                  The requests; - for standard input. (default: -)

        OPTIONS:
          --database <file>       The database's file.
          --vendor <vendor>       Whose requests they are. (values: botpress, usercom,
                                  channel)
          --scope <name>          The bot (BOT or BOT/INTEGRATION), app or channel.
                                  (default: default)
          --output <file>         Where the answers go, in place of standard output.
          --policy <file>         The policy of a new database, in YAML.
          --version               Show the version.
          -h, --help              Show help information.


        """

    private static let match = """
        OVERVIEW: Prints the account that tags match, or null.

        Answers as Botpress's get-or-create would match, as one line of JSON, and
        writes nothing. Of several accounts it is the oldest, and "ambiguous" is true.

        USAGE: concord match --database <file> --tags <json> [--discriminate-by <name> ...] [--scope <name>]

        OPTIONS:
          --database <file>       The database's file.
          --tags <json>           The tags, as a JSON object of strings.
          --discriminate-by <name>
                                  A tag that has to match; may be repeated. All tags
                                  have to when left out.
          --scope <name>          The bot (BOT or BOT/INTEGRATION). (default: default)
          --version               Show the version.
          -h, --help              Show help information.


        """

    private static let migrate = """
        OVERVIEW: Brings a database to this version's schema.

        Prints each step that was done, or that there was nothing to do. Finishes a
        rebuild that an upgrade has begun or that was interrupted. Never changes a
        database that a newer version or another program wrote.

        USAGE: concord migrate --database <file>

        OPTIONS:
          --database <file>       The database's file.
          --version               Show the version.
          -h, --help              Show help information.


        """

    private static let check = """
        OVERVIEW: Looks for damage and contradictions in a database.

        Compares everything that is stored twice, or that follows from something else,
        and prints one line for each check; what was found is described on standard
        error, without personal data. Reads one snapshot and changes nothing, also
        while others write. The exit code is 1 when anything was found.

        USAGE: concord check --database <file>

        OPTIONS:
          --database <file>       The database's file.
          --version               Show the version.
          -h, --help              Show help information.


        """

    private static let backup = """
        OVERVIEW: Copies a database to a new file while others write.

        The copy is the database as of one moment: every write that was answered
        before, none by half. It is one file that needs no other beside it, readable by
        its owner alone, and is on the disk when the command ends. A copy that fails or
        is interrupted leaves nothing.

        USAGE: concord backup --database <file> <dest>

        ARGUMENTS:
          <dest>                  The copy's file, which must not be there yet.

        OPTIONS:
          --database <file>       The database's file.
          --version               Show the version.
          -h, --help              Show help information.


        """
}
