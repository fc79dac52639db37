import ConcordTesting
import Testing

/// The help of `concord run`, word by word.
@Suite struct RunHelpTests {
    @Test(arguments: [(["help", "run"], run), (["help", "run", "list"], list), (["help", "run", "undo"], undo)])
    func helpSaysWhatToType(arguments: [String], help: String) throws {
        let result = try Command.run(arguments, in: TemporaryStore())
        #expect(result.status == 0)
        #expect(result.output == help)
        #expect(result.errors.isEmpty)
    }

    private static let run = """
        OVERVIEW: Lists and undoes what dedupe --link wrote.

        A run holds the links by which dedupe --link made accounts one person, and
        those that wait for review. Decisions outrank them all.

        USAGE: concord run <subcommand>

        OPTIONS:
          --version               Show the version.
          -h, --help              Show help information.

        SUBCOMMANDS:
          list                    Lists the runs, oldest first.
          undo                    Deletes a run's links and resolves their accounts
                                  again.

          See 'concord help run <subcommand>' for detailed help.

        """

    private static let list = """
        OVERVIEW: Lists the runs, oldest first.

        Says of each how many accounts it read, how many links it wrote, and how many
        of those stand: later runs take the place of links, undoing deletes them, and
        so does erasing an account. With --json, one line a run:
        {"id","at","accounts","accepted","possible","clusters","standing","undoneAt"}.
        Writes nothing.

        USAGE: concord run list --database <file> [--json]

        OPTIONS:
          --database <file>       The database's file.
          --json                  Print one line of JSON a run.
          --version               Show the version.
          -h, --help              Show help information.


        """

    private static let undo = """
        OVERVIEW: Deletes a run's links and resolves their accounts again.

        Persons are afterwards what they are without the run's links; decisions that
        were made meanwhile stay. The links that the run replaced do not come back:
        dedupe --link finds them again. A run is undone once. After an interruption
        rebuild goes on.

        USAGE: concord run undo --database <file> <run> [--json]

        ARGUMENTS:
          <run>                   The run's number.

        OPTIONS:
          --database <file>       The database's file.
          --json                  Print one line of JSON.
          --version               Show the version.
          -h, --help              Show help information.


        """
}
