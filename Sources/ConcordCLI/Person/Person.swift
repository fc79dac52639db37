import ArgumentParser
import Concord

/// `concord person`: who is who, and a human's word on it.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Shows and explains a person, and decides on it.",
        discussion: """
            A person is all accounts that are one human. ID, A and B name one by any id that it has ever had \
            (person_...), or an account by its id (user_...) or as VENDOR:SCOPE:KEY, such as usercom:default:c-1049. \
            Where a person is wanted, an account stands for the person it belongs to. A decision stands between the \
            accounts that each side has when it is made: a person's are all of them, an account's is itself.
            """,
        subcommands: [
            PersonShow.self, PersonWhy.self, PersonWhyNot.self, PersonHow.self, PersonJoin.self, PersonSeparate.self,
            PersonWithdraw.self, PersonPin.self, PersonUnpin.self, PersonHistory.self, PersonErase.self,
        ]
    )
}

/// What every command about persons takes.
struct PersonOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOption

    @Flag(help: "Print one line of JSON.")
    var json = false
}

/// One person or account on the command line.
struct OnePerson: ParsableArguments {
    @Argument(help: "A person's or account's id, or VENDOR:SCOPE:KEY.", transform: PersonReference.init(argument:))
    var id: PersonReference
}

/// Two of them.
struct TwoPersons: ParsableArguments {
    @Argument(help: "A person's or account's id, or VENDOR:SCOPE:KEY.", transform: PersonReference.init(argument:))
    var a: PersonReference

    @Argument(help: "The other one.", transform: PersonReference.init(argument:))
    var b: PersonReference
}

/// Who does it, and why.
struct SignatureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who says so; kept with it.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("Why; kept with it.", valueName: "text"))
    var because: String?

    var signature: Signature { Signature(by: by, because: because) }
}

extension PersonReference {
    init(argument: String) throws {
        guard let reference = PersonReference(argument) else {
            throw ValidationError("Give an id such as person_... or user_..., or VENDOR:SCOPE:KEY.")
        }
        self = reference
    }
}

extension IdentityEngine {
    /// The living person that a reference leads to.
    ///
    /// - Throws: ``CommandError`` when nobody ever had the id, and when everything that had it is erased.
    func livingPerson(_ reference: PersonReference) async throws -> Person {
        switch try await person(reference) {
        case .person(let person): return person
        case .tombstone:
            throw CommandError(.refused, "The person is erased", remedy: "Nothing but the id is left")
        case nil:
            throw CommandError(.refused, "Nobody has this id or key", remedy: "Check it")
        }
    }
}
