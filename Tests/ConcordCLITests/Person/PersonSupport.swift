import Concord
import ConcordTesting
import Foundation
import Testing

/// A database with people in it, and the command that is asked about them.
struct People {
    /// The customer that all three vendors know.
    static let ada = "usercom:default:c-1"
    /// Two customers with one phone number.
    static let (twin, otherTwin) = ("usercom:default:c-2", "usercom:default:c-3")

    let store: TemporaryStore

    init() throws {
        store = try TemporaryStore()
        try apply(
            "usercom",
            #"{"user_id":"c-1","email":"ada@example.com","first_name":"Ada","last_name":"Lovelace"}"#,
            #"{"user_id":"c-2","first_name":"Ana","phone_number":"+12025550170"}"#,
            #"{"user_id":"c-3","first_name":"Bea","phone_number":"+12025550170"}"#
        )
        try apply("channel", #"{"memberId":"c-1","profile":{"name":"Ada Lovelace"}}"#)
        try apply("botpress", Lines.botpress("Ada@example.com", name: "Ada"))
    }

    func apply(_ vendor: String, _ lines: String...) throws {
        let arguments = ["apply", "--database", "people.db", "--vendor", vendor]
        let result = try Command.run(arguments, in: store, input: .text(lines.joined(separator: "\n")))
        try #require(result.status == 0, "\(result.errors)")
    }

    /// Runs a command on the database.
    func run(_ arguments: String...) throws -> Finished {
        try Command.run(arguments + ["--database", "people.db"], in: store)
    }

    /// The JSON that `concord person` prints.
    func person(_ arguments: String...) throws -> JSONValue {
        let result = try Command.run(["person"] + arguments + ["--database", "people.db", "--json"], in: store)
        try #require(result.lines.count == 1, "\(result.errors)")
        return try result.answer(0)
    }
}

extension JSONValue {
    /// The strings of an array.
    var strings: [String] { array?.compactMap(\.string) ?? [] }
}
