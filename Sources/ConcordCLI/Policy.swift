import ArgumentParser
import Concord

/// `concord policy`: what a company decides once for its whole database.
struct Policy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the policy in force, and checks a new one.",
        discussion: """
            The policy says what ties accounts together and how each vendor's users are treated. A database is made \
            with one (apply --policy) and gets another with rebuild --policy.
            """,
        subcommands: [PolicyShow.self, PolicyCheck.self]
    )
}

/// `concord policy show`.
struct PolicyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints the policy in force, in YAML.",
        discussion: """
            What the database's policy says is printed as it is; what it leaves to the defaults stands behind "#". \
            The output is a policy file that says the same. Writes nothing.
            """
    )

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let policy = try await database.reading { try await $0.policy() }
        print(try PolicyText.yaml(of: policy, defaults: IdentityEngine.defaultPolicy), terminator: "")
    }
}

/// `concord policy check`.
struct PolicyCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a policy file, and says what it would change.",
        discussion: """
            Says whether the file can be used; the exit code is 78 if not. With --database also which options it would \
            change there. Writes nothing: rebuild --policy does.
            """
    )

    @Argument(help: "The policy, in YAML.")
    var file: String

    @Option(name: .customLong("database"), help: ArgumentHelp("The database to compare with.", valueName: "file"))
    var database: String?

    func run() async throws {
        let policy = try PolicyFile.read(file, option: "policy check")
        try IdentityEngine.validate(policy)
        guard let database else { return print("The policy can be used.") }
        let current = try await DatabaseOption(path: database).reading { try await $0.policy() }
        let changes = try PolicyText.changes(from: current, to: policy, defaults: IdentityEngine.defaultPolicy)
        print("The policy can be used. \(changes.isEmpty ? "It changes nothing." : "It would change:")")
        for line in changes { print(HumanText.cleaned(line)) }
    }
}
