import ConcordTesting
import Testing

/// The help of `concord dedupe`, word by word, with the exit codes that only it has.
@Suite struct DedupeHelpTests {
    @Test(arguments: [["help", "dedupe"], ["dedupe", "--help"]])
    func helpSaysWhatToType(arguments: [String]) throws {
        let result = try Command.run(arguments, in: TemporaryStore())
        #expect(result.status == 0)
        #expect(result.output == Self.help)
        #expect(result.errors.isEmpty)
    }

    private static let help = """
        OVERVIEW: Finds the rows of files, or accounts, that are the same person.

        Needs no labels and no configuration: columns are recognised, the model is
        learnt from the data. Prints one JSON object; several files are several
        sources.

        With --database the rows are its accounts. The columns, for --fields and
        --ignore, are those fields of persons that tell people apart (user.email,
        user.city, and so on), and attributes whose names say what they are. What
        decisions and identifiers make one person stays one, and what a decision or the
        policy keeps apart stays apart. Nothing is written to the database.

        --link writes a run to it: persons become what the clusters are, and pairs that
        are only possible become items for review. The run's links take the place of
        those of earlier runs; when they are the same, nothing is written and "changed"
        is false. All links stand from one moment on, and persons follow in slices;
        after an interruption the next run or rebuild goes on. concord run lists and
        undoes runs.

        EXIT CODES:
          0   done
          1   the data cannot be read or linked, or a result cannot be written
          2   the command line is wrong: an unknown option or column, a bad number
          65 to 78 are those of 'concord --help', where the database is at fault

        USAGE: concord dedupe [<options>] [<input> ...]

        ARGUMENTS:
          <input>                 CSV (RFC 4180) or JSON Lines files; none with
                                  --database.

        OPTIONS:
          --database <file>       The database whose accounts are the rows.
          --link                  Write what is found to the database, as a run.
          --output <file>         Write each row's id and cluster as CSV.
          --pairs <file>          Write the pairs that match or may match as CSV, best
                                  first.
          --report <file>         Write a page about the run: fields, model, scores,
                                  blocks, hardest pairs.
          --model <file>          Read the trained model from this file, or write it
                                  there when the file is not there yet.
          --fields <file>         A YAML file of kinds by column, which overrule what
                                  is recognised.
          --nicknames <file>      Names that may stand for each other, one group a line
                                  (pepe jose); added to those that are built in. May be
                                  given several times.
          --id <column>           The column that names the rows; never a feature.
          --source <column>       The column that names a row's source; never a feature.
          --clean-source <name>   A source that holds nobody twice; may be given
                                  several times.
          --truth <column>        The column that holds the truth, to judge the result
                                  by; never a feature.
          --ignore <column>       A column that is never a feature; may be given
                                  several times.
          --match <probability>   The probability from which a pair is a match.
                                  (default: 0.5)
          --possible <probability>
                                  The probability from which a pair is listed as
                                  possible. (default: 0.1)
          --threads <n>           The number of threads (default: one a processor);
                                  never changes the output.
          --version               Show the version.
          -h, --help              Show help information.


        """
}
