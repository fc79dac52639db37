import ArgumentParser
import Concord

/// `concord person erase`: the right to be forgotten.
struct PersonErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erases an account, or a whole person, for good.",
        discussion: """
            A person's id erases all of its accounts; an account's id or VENDOR:SCOPE:KEY that one alone. Every value, \
            what it is found by and its history are overwritten; only bare ids and event numbers stay. Then FILE is \
            read once for copies of the identifiers, and rewritten if it holds any. While another process still reads \
            the database as it was before, or the disk has no room to rewrite it, old bytes stay: the exit code is \
            then 75, and the same command with an erased id, run later, rewrites FILE and so takes them away. With \
            --json: {"accounts":[...],"complete":true|false}.
            """
    )

    /// While an erasure waits for a reader, nobody else can write.
    private static let patience = Duration.seconds(5)

    @OptionGroup var person: OnePerson
    @OptionGroup var options: PersonOptions

    func run() async throws {
        let answer = try await options.database.writing(patience: PersonErase.patience) { engine in
            if try await engine.isErased(person.id) {
                return ErasureAnswer(accounts: [], isComplete: try await engine.finishErasing())
            }
            let erasure = try await engine.erase(person.id)
            return ErasureAnswer(accounts: erasure.accounts, isComplete: erasure.isComplete)
        }
        answer.print(asJSON: options.json)
        guard !answer.isComplete else { return }
        throw CommandError(
            .busy,
            "Erased bytes are still in \(options.database.path) or its -wal: a process reads the database as it was "
                + "before, or it could not be rewritten",
            remedy: "Later, run this again with an erased id: that takes them away, or says what is in the way"
        )
    }
}

struct ErasureAnswer: Answer {
    /// Those that were erased now.
    let accounts: [AccountID]
    /// Whether nothing of any erased account is left in a file.
    let isComplete: Bool

    var json: JSONValue {
        ["accounts": .array(accounts.map { .string($0.description) }), "complete": .bool(isComplete)]
    }

    var lines: [String] {
        if accounts.isEmpty { return ["It was erased before."] }
        return ["Erased \(HumanText.count(accounts.count, "account")):"] + accounts.map { "  \($0)" }
    }
}

extension IdentityEngine {
    /// Whether an id was given once and its account, or the whole person, is erased.
    fileprivate func isErased(_ reference: PersonReference) async throws -> Bool {
        switch reference {
        case .person: try await person(reference) == .tombstone
        case .account(.id(let id)):
            try await account(.id(id)) == nil ? try await person(.person(PersonID(of: id))) != nil : false
        case .account: false
        }
    }
}
